# METADATA
# title: Eerst hit of geen hit
# description: Source research starts with hit or no hit; detail only after a relevant hit.
# custom:
#   id: BGP-06
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 3
#   tier: 3
#   certainty: V3
#   effect: mask
#   absence: null
#   title:
#     nl: Eerst hit of geen hit
#     en: First hit or no hit
#   text:
#     nl: >-
#       Vraag eerst alleen óf er iets bekend is. Pas na een hit mag u de inhoud vragen.
#     en: >-
#       First ask only whether something is known. Only after a hit may you ask for the content.
#   remedies: [START_WITH_HIT]
package norms.bgp.bgp_06

import data.lib

findings contains {"norm": "BGP-06", "effect": "treat", "treatment": "existence"} if {
	lib.bgp
	lib.state == "B3"
	input.inquiry.mode == "DETAIL"
	not answered
}

# No hit is an answer too: then BGP-07 stops the research.
answered if is_boolean(input.inquiry.subject.hit)
