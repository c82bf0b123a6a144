"""What a model says besides text: its thoughts, and calls of the functions that it was offered.

    pieces of text --Thoughts--> thoughts | text --CallFinder--> text | calls
                   --Channels--> thoughts | text | calls

The marks around them are those of the model's own chat template. How the text was cut into pieces
never matters: put together, what comes out is the same.
"""
