"""What publishing tells other apps, so that it need not know them."""

from __future__ import annotations

from django.dispatch import Signal

# A guide is what it should be: a release went live, was found to hold still, was made live again, or was taken offline.
# Sent in the transaction that keeps the record of it, with `city`, `outcome` (Build.Outcome), `release` (its name;
# empty: offline) and `revision` (of the documents that the release shows; None where nobody knows).
guide_settled = Signal()
