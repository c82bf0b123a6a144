"""The endpoints, each in a file that is named after it. `app` puts them together."""
