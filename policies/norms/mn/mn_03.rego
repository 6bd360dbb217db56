# METADATA
# title: Geen algemene informatiepositie
# description: >-
#   No question may aim at a general information position, so in bulk, automated or about nobody in particular is
#   refused.
# custom:
#   id: MN-03
#   act: Werkafspraak
#   article: Actieplan Wie praat, die gaat 3.0, informatiepositie
#   tier: 4
#   certainty: I
#   effect: deny
#   absence: null
#   inferred: >-
#     Automated questions and questions about persons that name no subject aim at the same position as bulk (I).
#   title:
#     nl: Geen algemene informatiepositie
#     en: No general information position
#   text:
#     nl: >-
#       U mag niet zomaar alles over iedereen verzamelen. Vraag over één persoon, bedrijf of plek, en in een zaak.
#     en: >-
#       You may not collect everything about everybody. Ask about one person, company or place, and in a case.
#   remedies: [ASK_FOR_A_CASE]
package norms.mn.mn_03

import data.lib

findings contains {"norm": "MN-03", "effect": "deny"} if {
	sweeping
	is_null(input.case)
}

# The municipal protocol knows questions about a subject of a case only.
findings contains {"norm": "MN-03", "effect": "deny"} if {
	sweeping
	lib.bgp
}

findings contains {"norm": "MN-03", "effect": "deny"} if {
	is_null(input.inquiry.subject)
	not lib.impersonal
}

sweeping if input.inquiry.mode in {"BULK", "AUTO"}
