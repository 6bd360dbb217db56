# METADATA
# title: Weging 1, is het ondermijning?
# description: >-
#   A signal is in scope only with at least one indicator of situational or local anchoring; then red flags are
#   scored.
# custom:
#   id: BGP-01
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 1, weging 1
#   tier: 3
#   certainty: V3
#   effect: deny
#   absence: deny
#   inferred: >-
#     Leaving intake needs this weighing too, for it belongs to step 1 (I).
#   title:
#     nl: Weging 1, is het ondermijning?
#     en: Weighing 1, is it undermining crime?
#   text:
#     nl: >-
#       Een signaal valt onder het protocol als er minstens één aanwijzing is van lokale verankering. De regisseur
#       legt dat vast in weging 1.
#     en: >-
#       A signal falls under the protocol if there is at least one indicator of local anchoring. The coordinator
#       records that in weighing 1.
#   remedies: [COMPLETE_WEIGHING]
package norms.bgp.bgp_01

import data.lib

findings contains {"norm": "BGP-01", "effect": "deny"} if {
	lib.bgp
	not lib.anchored
}

acts contains {"norm": "BGP-01", "effect": "deny"} if {
	lib.bgp_move == ["B1", "B2"]
	not lib.anchored
}
