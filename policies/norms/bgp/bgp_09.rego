# METADATA
# title: Delen vóór het signaaloverleg (privacycheck 2A)
# description: Before the signal meeting it is decided which gathered data go to which department that needs them.
# custom:
#   id: BGP-09
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 4, privacycheck 2A
#   tier: 3
#   certainty: V3
#   effect: needs approval
#   absence: review
#   inferred: Carries the permit for state B4, because no other norm is known for this path (I).
#   title:
#     nl: Delen vóór het signaaloverleg
#     en: Sharing before the signal meeting
#   text:
#     nl: >-
#       In de fase aanpak mag een afdeling gegevens krijgen die zij nodig heeft, als de privacyfunctionaris dat per
#       afdeling en per soort gegevens heeft getoetst (privacycheck 2A).
#     en: >-
#       In the approach phase a department may receive the data it needs once the privacy officer has tested this per
#       department and per category (privacy check 2A).
#   remedies: [ASK_PRIVACY_CHECK]
package norms.bgp.bgp_09

import data.lib

findings contains {"norm": "BGP-09", "effect": "permit", "category": category} if {
	before_the_meeting
	some category in lib.categories
}

findings contains {
	"norm": "BGP-09",
	"effect": "require",
	"attestation": "PC2A",
	"scope": {"department": input.inquiry.recipient.department, "category": category},
	"category": category,
} if {
	before_the_meeting
	some category in lib.categories
	not ["PC2A", category] in lib.met
}

findings contains {"norm": "BGP-09", "effect": "deny", "category": category} if {
	before_the_meeting
	some category in lib.categories
	["PC2A", category] in lib.refused
}

# Outside the gemeente there is no department to test for: BGP-11 refuses.
before_the_meeting if {
	lib.bgp
	lib.state == "B4"
	lib.state_allows_mode
	lib.recipient_kind == "DEPT"
}
