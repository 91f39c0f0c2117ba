"""Filling in the district's forms as a browser does."""

import re

import httpx


def log_in(client: httpx.Client, login: str, password: str) -> httpx.Response:
    """Fill in the login form."""
    token = form_token(client.get("/login").text)
    return client.post("/login", data={"login": login, "password": password, "form_token": token})


def form_token(html: str) -> str:
    """Give the token of a page's form."""
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', html)
    assert found is not None
    return found.group(1)
