"""A larger reader of German that labels the texts from which the small pipelines learn.

It is an encoder (multilingual-e5-small, MIT) with heads for entities and for trees, fine-tuned on the same
corpora as the small networks. It is far too slow to ship, and more often right than they are: where it has
read a sentence, the small networks learn more from it than from the corpora alone.
"""
