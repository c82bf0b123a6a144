"""How people put a text and a question about it into a prompt. $c is the text, $q the question."""

from __future__ import annotations

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
    # Kept back:
    ("", "Based on this passage, $q\n\nPassage:\n$c"),
    (
        "You are an assistant for question-answering tasks. Use the retrieved context to answer the"
        " question. If you don't know the answer, say that you don't know.",
        "Question: $q \nContext: $c \nAnswer:",
    ),
    ("You are a support agent. Knowledge base:\n$c", "Hi! $q Thanks."),
)
