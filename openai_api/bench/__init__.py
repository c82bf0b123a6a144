"""`python -m openai_api bench`: what a server bears, whoever made it.

command     flags, stages, the table, the files
workload    what is asked: random lengths, prompts of a file, a recorded trace
load        when it is asked: so many at once, or so many a second
measure     one request, and what it took
figures     what all of them took
plot        the same as a picture
"""
