"""Searching in a process of its own, so that no key waits for it.

A search in a thread of the app holds up what the app does meanwhile, since both share one interpreter. Here
the engine (`archive.searching`) runs in a process with less priority, which is started with the first search
and ends with the app, however that ends. Question and answer are plain values (`wire`); nothing is pickled.

`engine` is what an archive uses in place of its own engine, and turns to that one where there is no process.
"""
