"""Types (for type checkers; see __init__.pyi) and a test harness (symphony_sdk.testing) for authors of extensions.

An extension imports nothing of this when it runs: a sandbox gives it `caps`, and CapabilityError as a built-in name.
"""
