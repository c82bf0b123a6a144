"""What somebody tells of themselves, asks later, and is answered."""

from __future__ import annotations

from models.demo.corpus.phrases.short_questions import LISTED
from models.demo.corpus.source import Source

# The kind of what is told ($v), how it is told, what is said to it, how it is asked, the answer.
MEMORIES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "person",
        "[My name is|I am|I'm|Call me|The name is|You can call me|Hi, I'm|Hello, my name is] $v.",
        "Nice to meet you, $v!",
        "[What is|What's|Do you remember|Can you tell me|Do you still know] my name?",
        "Your name is $v.",
    ),
    (
        "city",
        "[I live in|My home is in|I have a flat in|We have moved to|My house stands in] $v.",
        "$v is a fine place.",
        "[Where do I live|In which city do I live|Do you know where I live|Where is my home]?",
        "You live in $v.",
    ),
    (
        "color",
        "[My favourite color is $v|I like $v best of all colors|Of all colors I love $v most].",
        "A nice color, $v.",
        "[What is my favourite color|Which color do I like best|What color do I love most]?",
        "Your favourite color is $v.",
    ),
    (
        "food",
        "[I like to eat|I love to eat|My favourite food is|I often eat] $v.",
        "Nothing against $v!",
        "[What do I like to eat|What is my favourite food|Which food do I like]?",
        "You like to eat $v.",
    ),
    (
        "integer",
        "[My lucky number is $v|$v is my lucky number|The number that brings me luck is $v].",
        "I will remember the number $v.",
        "[What is|What's|Do you remember|Can you tell me|Which is] my lucky number?",
        "Your lucky number is $v.",
    ),
    (
        "invented",
        "[I have a dog called|My dog is called|My dog's name is|Our dog is] $v.",
        "$v is a good name for a dog.",
        "[What is my dog called|What is the name of my dog|Do you remember my dog's name]?",
        "Your dog is called $v.",
    ),
    (
        "code",
        "[The code is $v|Remember the code $v|Keep this code for me: $v|Please note the code: $v].",
        "I will remember the code $v.",
        "[What was the code|What is the code|Which code did I give you|Do you have the code]?",
        "The code is $v.",
    ),
    (
        "job",
        "[I work as a|I am a|I earn my money as a|By profession I am a|I have long been a] $v.",
        "It must be interesting to be a $v.",
        "[What is my job|What do I work as|What is my profession|Do you know my job]?",
        "You work as a $v.",
    ),
    (
        "person",
        "[My sister is called|I have a sister called|My sister's name is] $v.",
        "Say hello to $v from me!",
        "[What is my sister called|What is my sister's name|Do you know the name of my sister]?",
        "Your sister is called $v.",
    ),
    (
        "date",
        "[My birthday is|I have my birthday on|My birthday party is on|We keep my birthday on] $v.",
        "I will remember the day: $v.",
        "[When is my birthday|On what day is my birthday|Do you remember my birthday]?",
        "Your birthday is $v.",
    ),
    (
        "drink",
        "[I like to drink|In the morning I drink|My favourite drink is|I drink a lot of] $v.",
        "A glass of $v is a fine thing.",
        "[What do I like to drink|What is my favourite drink|Which drink do I like]?",
        "You like to drink $v.",
    ),
    (
        "instrument",
        "[I play the $v|I am learning to play the $v|In the evening I play the $v].",
        "The $v has a beautiful sound.",
        "[Which instrument do I play|Which instrument is mine|What instrument am I learning]?",
        "You play the $v.",
    ),
    (
        "language",
        "[I am learning $v|I have lessons of $v|I take a course of $v|I try to learn $v].",
        "$v is worth the work.",
        "[Which language am I learning|What language do I learn|Do you know my new language]?",
        "You are learning $v.",
    ),
    (
        "company",
        "[I work for|I have a job at|My company is called|The company that I work for is] $v.",
        "I hope they are kind to you at $v.",
        "[Which company do I work for|Who do I work for|What is my company called]?",
        "You work for $v.",
    ),
    (
        "weekday",
        "[I am free on|My free day is|I do not have to work on|I never work on] $v.",
        "Enjoy your $v!",
        "[On which day am I free|Which is my free day|When do I not have to work]?",
        "You are free on $v.",
    ),
    (
        "time",
        "[My train leaves at $v|I take the train at $v|I have to catch a train at $v].",
        "Do not be late: $v comes soon.",
        "[When does my train leave|At what time is my train|Do you know when my train goes]?",
        "Your train leaves at $v.",
    ),
    (
        "thing",
        "[I have lost my|I cannot find my|Somebody took my|I left behind my] $v.",
        "I am sorry about the $v.",
        "[What have I lost|What can I not find|What is it that I miss]?",
        "You have lost your $v.",
    ),
    (
        "animal",
        "[My favourite animal is the $v|I like no animal as much as the $v|I love the $v most].",
        "The $v is a fine animal.",
        "[What is my favourite animal|Which animal do I like best|What animal do I love most]?",
        "Your favourite animal is the $v.",
    ),
    (
        "month",
        "[My holidays are in|I have my holidays in|I take my holidays in|My holidays fall in] $v.",
        "$v is a good month for holidays.",
        "[In which month are my holidays|What is the month of my holidays|When are my holidays]?",
        "Your holidays are in $v.",
    ),
    (
        "sport",
        "[I play $v|My sport is $v|On Sundays I play $v|I am in a team and play $v].",
        "I hear that $v is fun.",
        "[Which sport do I play|What is my sport|What sport do I like to play]?",
        "You play $v.",
    ),
)


def memory(source: Source, kind: str) -> str:
    return source.pick(LISTED[kind]) if kind in LISTED else str(source.value(kind))
