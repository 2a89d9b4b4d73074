"""Tests of the results about districts."""
