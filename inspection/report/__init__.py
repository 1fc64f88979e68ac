"""Reports: papers made of the same questions, sentences and figures as the screens.

A kind of report is one entry of `kinds.KINDS`: its name, for whom it is made, and a function that
gives its document from the ground it stands on. What a document is made of is in `document`; Word,
PDF and workbook are three ways to write the same one. Nothing here knows who shows it.
"""
