# METADATA
# title: Alleen partners met een rol
# description: Per case and theme it is decided which partner has a role; partners without one do not join that item.
# custom:
#   id: MN-04
#   act: Werkafspraak
#   article: Actieplan Wie praat, die gaat 3.0, agenda van het DTO
#   tier: 4
#   certainty: I
#   effect: deny
#   absence: null
#   inferred: >-
#     An item is a case, and who has a role in it is who the participants decided to involve (WGS-14 says the same by
#     statute). Speaks about the partner that asks; who receives, and which persons work on the case, is for WGS-14 (I).
#   title:
#     nl: Alleen partners met een rol
#     en: Only partners with a role
#   text:
#     nl: >-
#       Per zaak en per thema is afgesproken welke partner een rol heeft. Wie geen rol heeft, doet bij dat onderwerp niet
#       mee.
#     en: >-
#       For each case and theme it was agreed which partner has a role. Who has none does not join that item.
#   remedies: [JOIN_CASE, SIGNAL_TO_RIEC]
package norms.mn.mn_04

import data.lib

# WGS-14 refuses the same discreetly, so that the asker sees that norm alone. This one stands in the log only: it does not
# speak about persons who are no members, so that showing it would tell their case from one that is not there.
findings contains {"norm": "MN-04", "effect": "deny"} if {
	lib.wgs
	not lib.caller_involved
}
