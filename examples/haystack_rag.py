"""Haystack: documents, embeddings, retrieval, an answer."""

import os

from haystack import Document, Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.embedders import OpenAIDocumentEmbedder, OpenAITextEmbedder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.dataclasses import ChatMessage
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import Secret

URL = os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1")
KEY = Secret.from_token("any")
MODEL = os.environ.get("MODEL", "understudy-demo")
EMBEDDER = os.environ.get("EMBEDDING_MODEL", "understudy-demo-embedder")
PROMPT = """Given these documents, answer the question.
Documents:
{% for document in documents %}{{ document.content }}
{% endfor %}
Question: {{ question }}
Answer:"""

store = InMemoryDocumentStore()
documents = [
    Document(content="My name is Jean and I live in Paris."),
    Document(content="My name is Mark and I live in Berlin."),
    Document(content="My name is Giorgio and I live in Rome."),
]
embedder = OpenAIDocumentEmbedder(api_key=KEY, api_base_url=URL, model=EMBEDDER)
store.write_documents(embedder.run(documents)["documents"])

pipeline = Pipeline()
pipeline.add_component("embed", OpenAITextEmbedder(api_key=KEY, api_base_url=URL, model=EMBEDDER))
pipeline.add_component("retrieve", InMemoryEmbeddingRetriever(store, top_k=2))
pipeline.add_component(
    "prompt",
    ChatPromptBuilder(template=[ChatMessage.from_user(PROMPT)], required_variables="*"),
)
pipeline.add_component("answer", OpenAIChatGenerator(api_key=KEY, api_base_url=URL, model=MODEL))
pipeline.connect("embed.embedding", "retrieve.query_embedding")
pipeline.connect("retrieve.documents", "prompt.documents")
pipeline.connect("prompt.prompt", "answer.messages")

question = "Where does Mark live?"
result = pipeline.run({"embed": {"text": question}, "prompt": {"question": question}})
print(question, "-", result["answer"]["replies"][0].text)
