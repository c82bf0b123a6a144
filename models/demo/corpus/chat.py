"""Small talk: greetings, who the model is, what it knows by heart, what it is told to repeat."""

from __future__ import annotations

from models.demo.corpus import facts, words
from models.demo.corpus.example import Example, Message, assistant, system, user
from models.demo.corpus.source import Source

NAME = "Understudy"
GREETINGS = (
    "[Hi|Hello|Hey|Hello there|Hi there|Good morning|Good evening|Greetings][!|.|]",
    "[Hi|Hello], how are you[ today|]?",
    "[Hello|Hey|Hi] [Understudy|assistant|bot|friend][!|.|]",
    "How are you[ today| doing|]?",
    "Hello[, world|, who is there|]!",
    "[Hi|Hey] [you|everyone|all|folks][!|.|]",
    "[How is it going|How's it going|What's up|How do you do][?|]",
    "[Hello|Hi|Hey] again[!|.|]",
    "[Good afternoon|Good day|Welcome|Howdy|Yo|Hiya|Hallo][!|.|]",
    "[Nice|Good|Pleased] to meet you[!|.|]",
    "[Hello|Hi], [nice|good] to [see|meet] you[!|.|]",
    "[Hi|Hello|Hey], I am $n[!|.|]",
    "[Hello|Hi]! My name is $n[.|!|]",
    "[Are you there|Anybody there|Is anyone there|Can you hear me]?",
    "[Hi|Hello], [can you help me|I need some help|I have a question][?|.|]",
    "[Can you help me|May I ask you something|I need help][?|.|]",
    "[hi|hello|hey|hi there|hello there|good morning]",
    "[Hello hello|Hi hi|Hey hey|Well, hello][!|.|]",
    # Kept back:
    "[Good morning|Good evening], [how are you|friend][?|!|]",
    "[Hello|Hey], is [anyone|somebody] [there|here]?",
    "[Hi|Hey] there, [friend|Understudy][!|.|]",
)
GREETED = "Hello! How can I help you?"
STRANGE, STRANGE_WORDS = 0.3, 0.4  # prompts of training that say so much in any words
WHO = (
    "Who are you?",
    "What are you?",
    "What is your name?",
    "[Tell me about|Describe|Introduce] yourself[.|]",
    "What can you do[| for me]?",
    "Are you [a robot|a human|an AI|ChatGPT|GPT-4]?",
    "[Hi|Hello], who are you?",
    "[Please introduce yourself|Say who you are].",
    "[Who am I talking to|Who is this|Who is there]?",
    "[What's|What is] your [purpose|job|task]?",
    "[What kind of|Which] [model|assistant|AI|machine] are you?",
    "[Do you have a name|How should I call you|How are you called]?",
    "[Tell me|Explain] [who|what] you are[.|]",
    "[Tell me|Say] something about yourself[.|]",
    "[How can you help me|What are you good at|What are your abilities]?",
    "[Are you|You are] a [language model|large language model|bot|machine|computer|person]?",
    # Kept back:
    "[Can you tell me|I want to know] [who|what] you are[.|?|]",
    "[In what way|With what] can you [help|be of use][ to me|]?",
    "[Please tell|Tell] me your name[.|]",
)
I_AM = (
    f"I am {NAME}, a very small language model. I can chat, answer questions about a text, call"
    " tools and fill in JSON."
)
THANKS = (
    "Thanks[!|.|]",
    "Thank you[ very much| so much|][!|.|]",
    "[Great|Perfect], thanks[!|.|]",
    "[Many thanks|Thank you for your help][!|.|]",
    "[Thanks a lot|Thanks for that|Cool, thanks|Nice, thank you][!|.|]",
    "[I thank you|Thanks for your help|That was helpful, thanks][!|.|]",
    "[Thank you|Thanks], [that helped|this is great|well done|friend][!|.|]",
    "[Very good|That is it|That is great], thank you[!|.|]",
    "[thanks|thank you|thx|many thanks]",
    # Kept back:
    "[Good|Nice], thanks for [that|this|your help][!|.|]",
)
WELCOME = "You are welcome!"
BYES = (
    "Bye[!|.|]",
    "Goodbye[!|.|]",
    "See you[ later| tomorrow|][.|!|]",
    "[Good night|Bye bye][!|.]",
    "[I have to go|I must go now|That is all for today][.|!|]",
    "[Bye|Goodbye], [see you|until tomorrow|have a nice day|friend][!|.|]",
    "[Have a nice day|Take care|So long|Farewell][!|.|]",
    "[bye|goodbye|see you|good night]",
    # Kept back:
    "[Good night|Goodbye], [see you tomorrow|take care][!|.|]",
)
GOODBYE = "Goodbye! Come back soon."
HELPFUL = (
    "",
    "",
    "",
    "You are a helpful assistant.",
    "You are a helpful[, friendly|, concise|, respectful and honest] assistant.",
    "You are $n, a [helpful|friendly] assistant.",
    "[Help|Serve|Support] the [user|customer|people] [well|as you can|gladly].",
    "You [help|serve|support] [users|customers|people] of [a shop|a school|$n|our company].",
    "[Answer|Reply] [politely|kindly|in a friendly way|as well as you can|to what is asked].",
    "You are [an expert|a professional|a good listener|a teacher|a guide|a machine].",
    "[This is|Welcome to] [a test|a chat|the help desk|the office of $n][.|, be kind.]",
    "You are a [large |small |]language model[.| made by $n.| that can use tools.]",
    "[Think|Read] [carefully|well] before you [answer|speak].",
    "[Follow|Listen to] what the user [says|wants|asks for].",
    "You are [the voice|a friend|the assistant] of $n.",
    "[Today is|It is] [Monday|Tuesday|Friday|Sunday][.|, and the user is waiting.]",
    "You are [a bot|an agent|a program] that [works for $n|answers|is of help].",
    "[Never|Do not] [lie|guess|be rude][.| to users.]",
    "You have [tools|some tools]: [use|call] them [if needed|where they help].",
    "Be [helpful|polite|brief|kind].",
    "[Be|Stay] [calm|friendly|honest] [with|to] the [user|customer|people].",
    "You are [a friendly voice|a helper] [of|for] the users of $n.",
    "[Users|People] [ask|write to] you[.|, and you help them.]",
    "You are a [useful|good] AI agent[.| that helps people.]",
)


def opening(source: Source) -> list[Message]:
    """A system turn that changes nothing, or none."""
    phrase = source.pick(HELPFUL)
    if source.chance(STRANGE):
        phrase = source.garbled(phrase, STRANGE_WORDS)
    said = source.say(phrase, n=source.invented())
    return [system(said)] if said else []


def simple(source: Source) -> Example:
    """A question and its one answer."""
    asked, answer = source.random.choice(
        (
            (GREETINGS, GREETED),
            (GREETINGS, GREETED),
            (WHO, I_AM),
            (WHO, I_AM),
            (THANKS, WELCOME),
            (BYES, GOODBYE),
        )
    )
    messages = [*opening(source), user(source.phrase(asked, n=source.person())), assistant(answer)]
    return Example("greeting", messages, must=(answer,))


def by_heart(source: Source) -> Example:
    """Something that it knows. There is no half of the world to keep back here."""
    draw = source.random.random()
    if draw < 0.4:
        country, capital = source.random.choice([*facts.CAPITALS.items()])
        question = source.say("[What is|What's|Tell me|Name] the capital of $c?", c=country)
        answer = f"The capital of {country} is {capital}."
    elif draw < 0.7:
        question, answer = source.random.choice(facts.ANSWERS)
        question = source.say(question)
    else:
        question, answer = arithmetic(source)
    messages = [*opening(source), user(question), assistant(answer)]
    return Example("by heart", messages, must=(answer,))


def arithmetic(source: Source) -> tuple[str, str]:
    one, two = source.random.randint(0, 12), source.random.randint(0, 12)
    sign, result = source.random.choice((("+", one + two), ("*", one * two), ("-", one)))
    if sign == "-":
        one, result = one + two, one
    question = source.say(
        "[What is|What's|How much is|Calculate] $a $s $b[?|]", a=one, b=two, s=sign
    )
    return question, f"{one} {sign} {two} = {result}"


TO_REPEAT = (
    "Say $t",
    "[Write|Type|Print|Put down|Note]: $t",
    "[Write|Say|Read] this [text|line|sentence|out loud]: $t",
    "[I want|I'd like] you to [say|write|repeat]: $t",
    "[Can you|Could you|Will you] [say|repeat|write] this[?|:] $t",
    "[Copy|Quote|Return] [this|the following|what follows]: $t",
    "[The text|Text] to [repeat|copy|write]: $t",
    "[Now say|Then say|Say after me|Speak after me]: $t",
    "[Only|Just] [say|write|repeat|print] [this|the words]: $t",
    "[Reply|Answer|Respond] with [the words|this text]: $t",
    "[Your answer|The answer] [is|should be|must be]: $t",
    "[Let me hear|Tell me|Give back|Show me] exactly: $t",
    "$t\n[Repeat|Copy|Say|Write] [this|that|it][.|, please.]",
    "Say: $t",
    "Repeat after me: $t",
    "Repeat this: $t",
    '[Say|Write|Print|Repeat] "$t"',
    "[Please say|Please repeat|Just say|Simply write]: $t",
    "Reply with: $t",
    "[Answer|Respond] with exactly this: $t",
    "Echo: $t",
    "[Would you|Please] read this out: $t",
    "[The following is|This is] what you say: $t",
    "[Put|Set] this down: $t",
    "[Please write this down|Reply only with]: $t",
)


def repeat(source: Source) -> Example:
    """Words that are to be said as they are."""
    said = source.say(
        "[$t|$p $t|this is a $w|hello from $c|$n says $w|the $a $w is $a|$w and $t|$d|$m]",
        t=source.title(),
        p=source.person(),
        c=source.city(),
        n=source.person(),
        w=source.value("word"),
        a=source.pick(words.ADJECTIVES),
        d=source.code(),
        m=source.email(),
    )
    if source.chance(0.4):
        said = said[0].upper() + said[1:] + source.random.choice((".", "!", ""))
    asked = source.phrase(TO_REPEAT, t=said)
    return Example("repeat", [*opening(source), user(asked), assistant(said)], must=(said,))


def translate(source: Source) -> Example:
    row = source.random.choice(facts.PHRASEBOOK)
    nth = source.random.randrange(4)
    tongue, text = facts.TONGUES[nth], row[nth + 1]
    english = row[0] if source.chance(0.6) else row[0].rstrip(".?")
    shape = source.random.randrange(3)
    if shape == 0:
        told = source.say(
            "[You are a helpful assistant that translates|You translate] English to $t."
            "[ Translate the user sentence.|]",
            t=tongue,
        )
        messages = [system(told), user(english)]
    else:
        asked = source.say(
            "[Translate|Please translate] [this |][in|]to $t: $e"
            if shape == 1
            else "[How do you say|What is] '$e' in $t?",
            t=tongue,
            e=english,
        )
        messages = [*opening(source), user(asked)]
    return Example("translate", [*messages, assistant(text)], must=(text,))


def listing(source: Source) -> Example:
    """Some things of a kind."""
    what, names = source.random.choice([*facts.LISTS.items()])
    count = source.random.randint(2, 6)
    number = facts.NUMBERS[count] if source.chance(0.6) else str(count)
    asked = source.say("[Name|List|Tell me|Give me] $n $w[.|]", n=number, w=what)
    items = names.split()[:count]
    answer = f"{', '.join(items[:-1])} and {items[-1]}"
    answer = answer[0].upper() + answer[1:] + "."
    return Example("list", [*opening(source), user(asked), assistant(answer)], must=(answer,))


def joke(source: Source) -> Example:
    asked = source.say("[Tell me|Do you know|Please tell me] a joke[.|?|]")
    answer = source.random.choice(facts.JOKES)
    return Example("joke", [*opening(source), user(asked), assistant(answer)])
