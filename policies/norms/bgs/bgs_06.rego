# METADATA
# title: Wat samenwerkingsverbanden mogen delen
# description: >-
#   A RIEC shares with a care and safety house or the FEC only which participants are involved and how interventions
#   are aligned; an iCOV report may be brought in by who asked for it when the person is discussed.
# custom:
#   id: BGS-06
#   act: BGS
#   article: BGS 1.10 lid 1
#   tier: 2
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     The article names the care and safety house and the FEC, so to iCOV itself nothing goes. Comparing whether
#     somebody is known (WGS 1.7 lid 8) shares no result, so there the norm is silent. That the person is discussed is
#     what the need of the recipient is judged on (WGS-19) (I).
#   title:
#     nl: Wat samenwerkingsverbanden mogen delen
#     en: What partnerships may share
#   text:
#     nl: >-
#       Met een ander samenwerkingsverband deelt een RIEC alleen wie er betrokken is, hoe de interventies op elkaar
#       zijn afgestemd en een iCOV-rapport over een persoon die wordt besproken.
#     en: >-
#       With another partnership a RIEC shares only who is involved, how interventions are aligned and an iCOV report
#       on a person who is discussed.
#   remedies: [COMPARE_IF_KNOWN, OWN_POWER]
package norms.bgs.bgs_06

import data.lib

findings contains {"norm": "BGS-06", "effect": "deny", "category": category} if {
	lib.wgs
	lib.recipient_kind == "OTHER_PARTNERSHIP"
	input.inquiry.mode != "KNOWN_CHECK"
	some category in lib.categories
	not category in shared
}

shared contains category if {
	input.inquiry.recipient.organ in {"FEC", "ZVH"}
	some category in ["C-ALIGN", "C-ICOV", "C-WHO"]
}
