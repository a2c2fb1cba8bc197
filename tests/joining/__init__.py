"""Tests of how documents are joined."""
