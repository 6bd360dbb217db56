# METADATA
# title: Alleen binnen de gemeente
# description: >-
#   The protocol covers exchange inside the gemeente; outward flow needs the WGS, the Wet Bibob or sector law.
# custom:
#   id: BGP-11
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, reikwijdte en GSO
#   tier: 3
#   certainty: V3
#   effect: deny
#   absence: null
#   inferred: >-
#     Who asks must be a department as well, for the answer passes through their hands (I).
#   title:
#     nl: Alleen binnen de gemeente
#     en: Only inside the gemeente
#   text:
#     nl: >-
#       Het protocol geldt alleen tussen afdelingen van de gemeente. Voor politie en andere partners is een andere
#       wet nodig.
#     en: >-
#       The protocol applies only between departments of the gemeente. For police and other partners another statute
#       is needed.
#   remedies: [SIGNAL_TO_RIEC]
package norms.bgp.bgp_11

import data.lib

findings contains {"norm": "BGP-11", "effect": "deny"} if {
	lib.bgp
	not inside
}

# The answer goes to who asks as well as to who is named, so both must be a department.
inside if {
	lib.recipient_kind == "DEPT"
	data.facts.departments[input.caller.department]
}
