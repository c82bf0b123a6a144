"""POST /v1/embeddings, /v1/rerank and /v1/score: texts as vectors, and how well two go together."""

from __future__ import annotations

import base64
import math
import sys
import time
import uuid
from array import array
from collections.abc import Awaitable, Mapping, Sequence
from functools import partial
from operator import mul

from anyio import to_thread
from quart import Blueprint, Response

from actors.embedding import Embedding, Tokens
from actors.errors import UnderstudyError
from openai_api import errors
from openai_api.contract import contract
from openai_api.routes.asked import (
    json_response,
    read_json,
    refuse_ignored,
    report_ignored,
    the_service,
)
from openai_api.schemas.embeddings import (
    AskT,
    Document,
    EmbeddingsAnswer,
    EmbeddingsAsk,
    EmbeddingsUsage,
    Ranked,
    RerankAnswer,
    RerankAsk,
    Score,
    ScoreAnswer,
    ScoreAsk,
    TextsAsk,
    Vector,
    read_texts_ask,
)
from openai_api.schemas.sampling import ignored_names

routes = Blueprint("embeddings", __name__)


@routes.post("/v1/embeddings")
@contract(EmbeddingsAnswer, takes=EmbeddingsAsk)
async def embeddings() -> Response:
    """Texts as vectors."""
    ask, ignored = await read_texts(EmbeddingsAsk)
    if "" in ask.input:
        message = "Invalid 'input': input cannot be an empty string."
        raise errors.invalid(message, param="input")
    embedding = the_service().embedding_for(ask.model)
    if embedding.text.scores_pairs:
        raise errors.invalid("This model scores pairs of texts; it has no vectors.", param="model")
    words = [text for text in ask.input if isinstance(text, str)]
    given = [Tokens(tuple(ids)) for ids in ask.input if not isinstance(ids, str)]
    texts = await encode(embedding.encode(words), param="input") if words else given
    texts = cut_all(texts, ask, embedding.text.max_length)
    await check_dimensions(embedding, ask.dimensions)
    vectors = await embed(embedding, texts, param="input", dimensions=ask.dimensions)
    answer = partial(write_vectors, ask, vectors, usage_of(texts))
    return report_ignored(await to_thread.run_sync(answer, abandon_on_cancel=True), ignored)


@routes.post("/rerank")
@routes.post("/v1/rerank")
@routes.post("/v2/rerank")
@contract(RerankAnswer, takes=RerankAsk)
async def rerank() -> Response:
    """Documents by how well they answer a query, best first."""
    ask, ignored = await read_texts(RerankAsk)
    embedding = the_service().embedding_for(ask.model)
    pairs = [(ask.query, document) for document in ask.documents]
    scores, usage = await score_pairs(embedding, ask, pairs, params=("query", "documents"))
    best_first = sorted(range(len(scores)), key=lambda index: -scores[index])
    results = [
        Ranked(index, scores[index], Document(ask.documents[index]))
        if ask.return_documents
        else Ranked(index, scores[index])
        for index in best_first[: ask.top_n or None]
    ]
    answer = RerankAnswer(f"rerank-{uuid.uuid4().hex}", ask.model, usage, results)
    return report_ignored(json_response(answer), ignored)


@routes.post("/score")
@routes.post("/v1/score")
@contract(ScoreAnswer, takes=ScoreAsk)
async def score() -> Response:
    """How well two texts go together."""
    ask, ignored = await read_texts(ScoreAsk)
    embedding = the_service().embedding_for(ask.model)
    left = ask.text_1 * len(ask.text_2) if len(ask.text_1) == 1 else ask.text_1
    if len(left) != len(ask.text_2):
        message = "'text_1' must hold one text, or as many as 'text_2'."
        raise errors.invalid(message, param="text_1", code="invalid_value")
    pairs = list(zip(left, ask.text_2, strict=True))
    scores, usage = await score_pairs(embedding, ask, pairs, params=("text_1", "text_2"))
    data = [Score(index, value) for index, value in enumerate(scores)]
    name = f"score-{uuid.uuid4().hex}"
    answer = ScoreAnswer(name, int(time.time()), ask.model, data, usage)
    return report_ignored(json_response(answer), ignored)


async def read_texts(kind: type[AskT]) -> tuple[AskT, list[str]]:
    """The request, and its parameters that nobody has heard of. :raises ApiError:"""
    body = await read_json()
    ask = read_texts_ask(kind, body)
    ignored = ignored_names(kind, body)
    refuse_ignored(ignored)
    return ask, ignored


async def score_pairs(
    embedding: Embedding,
    ask: TextsAsk,
    pairs: Sequence[tuple[str, str]],
    *,
    params: tuple[str, str],
) -> tuple[list[float], EmbeddingsUsage]:
    """By a model that reads both texts at once; by the angle of their vectors where it cannot."""
    longest = embedding.text.max_length
    if embedding.text.scores_pairs:
        texts = await encode(embedding.encode_pairs(pairs), param=params[1])
        texts = cut_all(texts, ask, longest)
        scores = await embed(embedding, texts, param=params[1])
        return [read_numbers(each)[0] for each in scores], usage_of(texts)
    distinct = list(dict.fromkeys([left for left, _ in pairs]))
    num_left = len(distinct)
    distinct = list(dict.fromkeys([*distinct, *(right for _, right in pairs)]))
    texts = cut_all(await encode(embedding.encode(distinct), param=params[1]), ask, longest)
    is_left_sound = all(0 < len(text.ids) <= longest for text in texts[:num_left])
    vectors = await embed(embedding, texts, param=params[is_left_sound])
    known = dict(zip(distinct, map(read_numbers, vectors), strict=True))
    compare = partial(cosines, pairs, known)
    return await to_thread.run_sync(compare, abandon_on_cancel=True), usage_of(texts)


def cosines(pairs: Sequence[tuple[str, str]], known: Mapping[str, array[float]]) -> list[float]:
    return [cosine(known[left], known[right]) for left, right in pairs]


async def encode(spelling: Awaitable[list[Tokens]], *, param: str) -> list[Tokens]:
    try:
        return await spelling
    except UnderstudyError as error:
        raise errors.from_engine(error, prompt_param=param) from error


def cut_all(texts: list[Tokens], ask: TextsAsk, longest: int) -> list[Tokens]:
    """As short as the client wants them; the special token at the end stays."""
    most = ask.truncate_prompt_tokens
    most = longest if most == -1 else most
    if most is None or most == 0:
        return texts
    return [cut_text(text, most) for text in texts]


def cut_text(text: Tokens, most: int) -> Tokens:
    if len(text.ids) <= most:
        return text
    types = text.type_ids
    return Tokens(
        (*text.ids[: most - 1], text.ids[-1]),
        None if types is None else (*types[: most - 1], types[-1]),
    )


async def check_dimensions(embedding: Embedding, dimensions: int | None) -> None:
    """:raises ApiError: when vectors are not that long."""
    if dimensions is None:
        return
    try:
        most = await embedding.num_dimensions()
    except UnderstudyError as error:
        raise errors.from_engine(error, prompt_param="input") from error
    if dimensions > most:
        raise errors.out_of_bounds("dimensions", "integer", bound=most, got=dimensions, above=True)


async def embed(
    embedding: Embedding, texts: Sequence[Tokens], *, param: str, dimensions: int | None = None
) -> list[bytes]:
    try:
        return await embedding.embed(texts, dimensions)
    except UnderstudyError as error:
        raise errors.from_engine(error, prompt_param=param) from error


def write_vectors(ask: EmbeddingsAsk, vectors: Sequence[bytes], usage: EmbeddingsUsage) -> Response:
    """Runs in a thread: thousands of vectors are millions of digits."""
    in_base64 = ask.encoding_format == "base64"
    data = [
        Vector(index, base64.b64encode(each).decode() if in_base64 else list(read_numbers(each)))
        for index, each in enumerate(vectors)
    ]
    return json_response(EmbeddingsAnswer(data, ask.model, usage))


def usage_of(texts: Sequence[Tokens]) -> EmbeddingsUsage:
    num_tokens = sum(len(text.ids) for text in texts)
    return EmbeddingsUsage(num_tokens, num_tokens)


def read_numbers(vector: bytes) -> array[float]:
    numbers = array("f", vector)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def cosine(left: array[float], right: array[float]) -> float:
    lengths = math.sqrt(dot(left, left) * dot(right, right))
    return dot(left, right) / lengths if lengths else 0.0


def dot(left: array[float], right: array[float]) -> float:
    return math.fsum(map(mul, left, right))
