"""The recipe of the event judge: which proposals of the rules are events, of which type and modality.

``python -m training.events de`` trains on the annotated articles and lines that ``plan.py`` names and
writes the weights beside those of the pipeline; ``--cross-validate`` measures what they are worth.
"""
