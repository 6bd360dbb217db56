# METADATA
# title: Weging 2, gemeentelijke taak en grondgebied
# description: >-
#   There must be a municipal task or power that can lead to action, and municipal territory; otherwise the signal is
#   referred.
# custom:
#   id: BGP-02
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 1, weging 2A en 2B
#   tier: 3
#   certainty: V3
#   effect: deny + obligation
#   absence: deny
#   inferred: >-
#     Leaving intake needs these weighings too, for they belong to step 1. A signal is referred once a weighing turned out
#     negative; while one is not given, it is not known whose signal it is (I).
#   title:
#     nl: Weging 2, gemeentelijke taak en grondgebied
#     en: Weighing 2, municipal task and territory
#   text:
#     nl: >-
#       Er moet een gemeentelijke taak of bevoegdheid zijn (weging 2A) en het moet gaan om het grondgebied van de
#       gemeente (weging 2B). Anders verwijst u het signaal door.
#     en: >-
#       There must be a municipal task or power (weighing 2A) and it must concern the territory of the gemeente
#       (weighing 2B). Otherwise refer the signal.
#   remedies: [COMPLETE_WEIGHING, REFER_SIGNAL]
package norms.bgp.bgp_02

import data.lib

findings contains {"norm": "BGP-02", "effect": "deny"} if {
	lib.bgp
	not municipal
}

# A signal that was not weighed yet may still be municipal.
findings contains {"norm": "BGP-02", "effect": "oblige", "obligation": "REFER"} if {
	lib.bgp
	some weighing in ["W2A", "W2B"]
	[weighing, null] in lib.refused
}

acts contains {"norm": "BGP-02", "effect": "deny"} if {
	lib.bgp_move == ["B1", "B2"]
	not municipal
}

municipal if {
	["W2A", null] in lib.upheld
	["W2B", null] in lib.upheld
}
