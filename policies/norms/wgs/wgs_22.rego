# METADATA
# title: Alleen wie geautoriseerd is
# description: >-
#   Access only for persons assigned to the work and authorised for processing, lawfulness test or system support.
# custom:
#   id: WGS-22
#   act: WGS
#   article: WGS 1.8 lid 2
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     Assigned to the work in a case is who the case names as its members; a case that names none leaves it to the
#     participants (I).
#   title:
#     nl: Alleen wie geautoriseerd is
#     en: Only who is authorised
#   text:
#     nl: >-
#       Alleen medewerkers die voor het RIEC zijn aangewezen en geautoriseerd, mogen deze gegevens vragen. Noemt een
#       zaak haar leden, dan alleen zij.
#     en: >-
#       Only staff assigned to the RIEC and authorised for it may ask for these data. If a case names its members, only
#       they.
#   remedies: [AUTHORISE]
package norms.wgs.wgs_22

import data.lib

findings contains {"norm": "WGS-22", "effect": "deny"} if {
	lib.wgs
	not authorised
}

findings contains {"norm": "WGS-22", "effect": "deny"} if {
	lib.wgs
	input.case.regime == "WGS"
	lib.caller_involved
	not lib.member
}

authorised if {
	input.caller.authorised
	some role in input.caller.roles
	role in {"PROCESS", "RAC", "SUPPORT"}
}
