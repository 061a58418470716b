"""The metric of the public article-extraction benchmark."""
import collections
import re


def grams(text, n=4):
    """Runs of four words of a text, as a multiset."""
    words = re.findall(r"\w+", text or "")
    return collections.Counter(tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1)) if words)
