"""Tests of symphony_conductor."""
