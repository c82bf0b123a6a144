"""LangChain: a call, a chain, tools, structured output."""

import os

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from pydantic import BaseModel, SecretStr

llm = ChatOpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"),
    api_key=SecretStr("any"),
    model=os.environ.get("MODEL", "understudy-demo"),
)

print(
    llm.invoke(
        [
            ("system", "You are a helpful assistant that translates English to French."),
            ("human", "I love programming."),
        ]
    ).content
)

prompt = ChatPromptTemplate.from_messages(
    [("system", "Answer in capital letters."), ("human", "What is the capital of {country}?")]
)
chain = prompt | llm | StrOutputParser()
print("".join(chain.stream({"country": "Italy"})))


@tool
def get_population(city: str) -> int:
    """Get the number of people who live in a city."""
    return {"Vienna": 2_000_000}.get(city, 0)


answer = llm.bind_tools([get_population]).invoke("How many people live in Vienna?")
for call in answer.tool_calls:
    print(call["name"], call["args"], "->", get_population.invoke(call["args"]))


class Order(BaseModel):
    """An order of a customer."""

    name: str
    quantity: int
    item: str


print(llm.with_structured_output(Order).invoke("Anna from Rome ordered 3 lamp."))
