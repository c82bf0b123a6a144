"""How people put a text and a question about it into a prompt. $c is the text, $q the question."""

from __future__ import annotations

from models.demo.corpus.phrases.more_prompts import MORE_PROMPTS

# A system turn (or none), and a user turn.
READING_PROMPTS: tuple[tuple[str, str], ...] = (
    ("", "$c\n\n$q"),
    ("", "[Passage|Text|Notes|Facts]: $c\n[Question|Q]: $q"),
    ("You are a [guide|librarian|clerk|tutor]. What you know:\n$c", "$q"),
    ("", "$c $q"),
    ("", "Context: $c\n\nQuestion: $q"),
    ("", "Context:\n$c\n\nQuestion: $q\nAnswer:"),
    (
        "",
        "Given the following information, answer the question.\n\nContext:\n$c\n\nQuestion: $q"
        "\nAnswer:",
    ),
    ("", "Given these documents, answer the question.\nDocuments:\n$c\nQuestion: $q\nAnswer:"),
    ("", "Read this text:\n$c\n\nNow answer: $q"),
    ("", "[Please answer|Answer] the question from the text.\n\nText: $c\n\nQuestion: $q"),
    (
        "",
        "Use the following pieces of context to answer the question at the end. If you don't know"
        " the answer, just say that you don't know.\n\n$c\n\nQuestion: $q\nHelpful Answer:",
    ),
    (
        "Answer the question from the context. If the context does not hold the answer, say that"
        " you do not know.",
        "Context:\n$c\n\nQuestion: $q",
    ),
    ("You are a helpful assistant.", "Context: $c\nQuestion: $q"),
    ("You are a helpful assistant. Use only this information:\n$c", "$q"),
    ("Answer from these documents:\n$c", "$q"),
    ("Here is what you know:\n$c", "$q"),
    ("You answer questions about documents. [Be brief.|]", "Documents:\n$c\n\nQuestion: $q"),
    ("", "$q\n\n$c"),
    ("", "Question: $q\n\nContext: $c"),
    (
        "",
        "[I read this:|Here are my notes:|Here is an article.] $c\n\n"
        "[My question:|Tell me:|Can you tell me:] $q",
    ),
    ("", "$q\n\n[Use this text:|Look here:|Take it from this:]\n$c"),
    ("", '[Text|Source|Article]:\n"""\n$c\n"""\n\n$q'),
    ("", "<context>\n$c\n</context>\n\n<question>$q</question>"),
    ("", "<documents>\n$c\n</documents>\n$q"),
    ("", "### Context\n$c\n\n### Question\n$q\n\n### Answer\n"),
    ("", "[According to|From] the text below, $q\n\n$c"),
    ("", "With the help of [these notes|this page], answer: $q\n\n[Notes|Page]:\n$c"),
    ("", "$c\n\n[Q|Question]: $q\n[A|Answer]:"),
    ("", "[I found|Somebody sent me|We have] this:\n\n$c\n\n[Now|So]: $q"),
    ("", "[Search results|Results|Retrieved]:\n$c\n\n[User question|Request]: $q"),
    (
        "[Use|Read] the [documents|passages] [given|below|of the user] and answer [briefly|in one"
        " sentence]. [Do not make anything up.|If they do not tell, say so.]",
        "$c\n\n$q",
    ),
    ("You work for [a museum|a shop|an office]. [Facts|Files|Your notes]:\n\n$c", "$q"),
    ("[Background|Knowledge]: $c\n\n[Answer the user|Reply to what is asked].", "$q"),
    (
        "You are [a bot|an agent] that [answers from a context|reads]. [Context|Data]:\n---\n$c"
        "\n---",
        "[Hello. |Hey, |Please: |]$q",
    ),
    *MORE_PROMPTS,
    # Kept back:
    ("", "The information that you may need:\n$c\n\nPlease give me an answer to this: $q"),
    ("You are a friendly assistant. Relevant information:\n\n$c\n\nAnswer the user with it.", "$q"),
    ("", "Information:\n$c\n\nRequest: $q\nReply:"),
    (
        "",
        "Here are some search results. Please answer my question from them.\n\n$c\n\nMy"
        " question is: $q",
    ),
    ("", "I have a question about this text. $q\n\nThe text:\n$c"),
    ("Your knowledge ends with these lines:\n$c\nDo not go beyond them.", "$q"),
    (
        "Read the text first, then tell the user what it says on the question.",
        "<text>\n$c\n</text>\n\n$q",
    ),
    ("", "Please have a look at this [page|letter] and help me.\n$c\nWhat I cannot find: $q"),
    ("", "Data:\n$c\n\nUser: $q\nAssistant:"),
    ("", "Query: $q\n\nRetrieved documents:\n$c\n\nAnswer with the help of the documents."),
    ("Answer truthfully, in one sentence, from the notes.", "Notes:\n$c\n\n$q"),
    (
        "",
        "Answer the question using [only |]the [given |provided |]context. [If it is not there,"
        " say that you do not know.|]\n\nContext:\n$c\n\nQuestion:\n$q\n",
    ),
    ("", "[Here is some information.|Some facts first.]\n$c\n\n[What I want to know:|So,] $q"),
    ("[The following|What follows] is all that you may use:\n\n$c", "[Question: |]$q"),
    ("", "Based on this passage, $q\n\nPassage:\n$c"),
    (
        "You are an assistant for question-answering tasks. Use the retrieved context to answer the"
        " question. If you don't know the answer, say that you don't know.",
        "Question: $q \nContext: $c \nAnswer:",
    ),
    ("You are a support agent. Knowledge base:\n$c", "Hi! $q Thanks."),
)
