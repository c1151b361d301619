# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Documents about one case: the explanation to the citizen, the journal note, the access report.

Each is one `Sheet`, whatever it is shown as: page, text or PDF. The words of the sheets stand in `wording`, in Danish
and English side by side, because a document keeps its language while the pages around it follow the reader's.
"""
