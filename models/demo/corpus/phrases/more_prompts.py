"""More prompts of a text and a question, all of training. $c is the text, $q the question."""

from __future__ import annotations

MORE_PROMPTS: tuple[tuple[str, str], ...] = (
    (
        "",
        "Use the context below to answer the question. If you are not sure, say that you do"
        " not know, and do not make up an answer.\n\nContext: $c\nQuestion: $q\nAnswer:",
    ),
    (
        "Use these pieces of [retrieved |]text to answer the user's question. Keep it"
        " [short|concise].\n----------------\n$c",
        "$q",
    ),
    (
        "",
        "Given some extracted parts of a long document and a question, write a final answer."
        " If you do not know it, just say so.\n\nQUESTION:"
        " $q\n=========\n$c\n=========\nFINAL ANSWER:",
    ),
    ("", "Only the following context counts for your answer:\n$c\n\nQuestion: $q\n"),
    (
        "",
        "Context information is [below|given"
        " here].\n---------------------\n$c\n---------------------\nGiven this context and"
        " no prior knowledge, answer the query.\nQuery: $q\nAnswer: ",
    ),
    (
        "You are an expert question answering system that many people trust. Always answer"
        " with the context, never from [memory|prior knowledge].",
        "Context information:\n$c\n\nQuery: $q",
    ),
    (
        "",
        "The original [query|question] is: $q\nWe have [found|collected] some more"
        " context:\n------------\n$c\n------------\n[Give the best answer.|Answer it.]",
    ),
    (
        "You are a chatbot that can talk about the documents that were uploaded. Relevant"
        " documents for this conversation:\n\n$c\n\n[Instruction: |]Use them when you answer.",
        "$q",
    ),
    ("", "Answer the query from the documents.\n\nDocuments:\n$c\n\nQuery: $q\nAnswer:"),
    (
        "",
        "Write a [concise|short] answer that rests on the documents alone. If they [say"
        " nothing|do not tell], admit it.\n\n$c\n\nQuestion: $q; Answer:",
    ),
    (
        "",
        "You are a chatbot with a search. You answer the user from the context that [comes"
        " with the question|follows], and as briefly as possible.\n\nUser's question is:"
        " $q\n\nContext is: $c",
    ),
    (
        "You are a helpful AI assistant. You read what has been retrieved and then reply to"
        " the user.",
        "The context: $c\n\nThe question of the user: $q",
    ),
    (
        "You answer questions about [our town|the news|our products].",
        "Use the articles below for the question that comes after them.\n\nArticle"
        ' section:\n"""\n$c\n"""\n\nQuestion: $q',
    ),
    (
        "You will be given a document between triple quotes, and a question. Use the"
        " document alone.",
        '"""$c"""\n\nQuestion: $q',
    ),
    (
        "",
        "Be as truthful as you can. Answer from the text, and if the answer is not in it,"
        ' say "I do not know".\n\nText:\n$c\n\nQ: $q\nA:',
    ),
    ("You have access to file search. [Results|What it found]:\n$c", "$q"),
    (
        "Take what is inside the <context></context> tags as what you have"
        " learned.\n\n<context>\n$c\n</context>\n\nWhen you answer the user:\n- If you do"
        " not know, just say so.\n- Do not mention that you were given a context.\n- Answer"
        " in the language of the question.",
        "$q",
    ),
    ("", "<knowledge>\n$c\n</knowledge>\n\n$q"),
    (
        "You are an intelligent assistant. Please sum up what the knowledge base says on the"
        " question. When nothing in it is relevant, say so.\nHere is the knowledge"
        " base:\n$c\nThat was the knowledge base.",
        "$q",
    ),
    ("Role: a careful assistant.\nTask: answer from the chunks.\nChunks:\n$c", "$q"),
    (
        "",
        "Thought: I have looked it up and found this.\nObservation: $c\nQuestion: $q\nFinal"
        " Answer:",
    ),
    (
        "You are one agent of several. Another one has [searched|fetched] this:\n$c\nYour"
        " part is to reply to the user.",
        "$q",
    ),
    ("", "Tool output:\n$c\n\nUser request:\n$q"),
    ("", "task: question answering\nquestion: $q\ncontext: $c"),
    ("", '{"context": "$c", "question": "$q"}'),
    (
        "",
        "## Sources\n$c\n\n## Task\nAnswer this: $q\n\n## Rules\n- Use the sources only.\n-"
        " One sentence.",
    ),
    ("", "<source>$c</source>\n<task>$q</task>\n<answer>"),
    (
        "",
        "INSTRUCTIONS: Answer from the DOCUMENT. Stick to its facts. If the facts are not"
        " there, say that you do not know.\n\nDOCUMENT:\n$c\n\nQUESTION:\n$q",
    ),
    (
        "",
        "Below is [an extract|a page] from our [handbook|wiki|archive].\n\n$c\n\nA"
        " [reader|customer|colleague] asks: $q",
    ),
    (
        "You are the voice of a [hotel|library|bank|school], polite and brief. All you know"
        " is this:\n\n$c",
        "$q",
    ),
    (
        "You are Max, the [friendly|patient] helper of a [shop|club]. Stay with the facts on"
        " this sheet:\n$c\nNever guess.",
        "[Hi Max, |Max, |]$q",
    ),
    ("", "hi, can you read this for me and tell me: $q\n\n$c"),
    ("", "$c\n\nThat is all I have. $q"),
    ("", "I copied this from [a website|an email|a book]:\n\n$c\n\n$q [It is urgent.|]"),
    (
        "",
        "My [teacher|boss|daughter] wants to know: $q The answer should be in here somewhere:\n$c",
    ),
    ("", "$q (see below)\n\n$c"),
    ("", "$q\n---\n$c"),
    ("", "[FAQ|Wiki|Manual|Report]:\n$c\n\n$q"),
    ("", "$c\n\nAfter reading this, [can you say|what would you say]: $q"),
    ("", "Reading test. Read the text and answer the question in a full sentence.\n\n$c\n\n1. $q"),
    ("", 'CONTEXT = """$c"""\nQUESTION = "$q"\nANSWER ='),
    ("", "Q: $q\n\nSource text:\n$c\n\nA:"),
    ("", "Evidence:\n$c\n\nQuery: $q\n\nResponse:"),
    (
        "Today you [look after|are at] the front desk. The [visitor guide|notice board] says:\n$c",
        "[Excuse me, |Sorry, |]$q",
    ),
    ("$c", "$q"),
    ("[Memory|What you remember|Earlier notes]:\n$c", "$q"),
    (
        "You are given some snippets from a search engine. Not all of them matter."
        " [Find|Pick] the one that does and answer from it.",
        "Snippets:\n$c\n\nSearch: $q",
    ),
    ("", 'Imagine you know [only|nothing but] this:\n$c\n\nHow would you answer "$q"'),
    ("Be truthful. Quote nothing that is not in the user's text.", "$c\n\n$q"),
    ("", "Extract the answer from the paragraph.\nParagraph: $c\nQuestion: $q\nAnswer:"),
    (
        "You are a research assistant. These papers were found:\n\n$c\n\nAnswer precisely"
        " and [do not speculate|leave out the rest].",
        "$q",
    ),
    ("", "Chat history: none\n\nRetrieved context:\n$c\n\nLatest message: $q"),
    (
        "Company policy: answers come from the documents, not from you.\n\n=== DOCUMENTS"
        " ===\n$c\n=== END ===",
        "$q",
    ),
)
