# METADATA
# title: Delen voor de uitvoering (privacycheck 2B)
# description: Sharing for the chosen measure is tested again on necessity and admissibility.
# custom:
#   id: BGP-10
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 4, privacycheck 2B (weging 5)
#   tier: 3
#   certainty: V3
#   effect: needs approval
#   absence: review
#   inferred: >-
#     Carries the permit for state B5, because no other norm is known for this path (I).
#   title:
#     nl: Delen voor de uitvoering (privacycheck 2B)
#     en: Sharing for execution (privacy check 2B)
#   text:
#     nl: >-
#       In de fase uitvoering mag een afdeling gegevens krijgen voor de gekozen maatregel, als de privacyfunctionaris
#       dat opnieuw heeft getoetst (privacycheck 2B).
#     en: >-
#       In the execution phase a department may receive data for the chosen measure once the privacy officer has
#       tested this again (privacy check 2B).
#   remedies: [ASK_PRIVACY_CHECK]
package norms.bgp.bgp_10

import data.lib

findings contains {"norm": "BGP-10", "effect": "permit", "category": category} if {
	in_execution
	some category in lib.categories
}

findings contains {
	"norm": "BGP-10",
	"effect": "require",
	"attestation": "PC2B",
	"scope": {"department": input.inquiry.recipient.department, "category": category},
	"category": category,
} if {
	in_execution
	some category in lib.categories
	not ["PC2B", category] in lib.met
}

findings contains {"norm": "BGP-10", "effect": "deny", "category": category} if {
	in_execution
	some category in lib.categories
	["PC2B", category] in lib.refused
}

# Outside the gemeente there is no department to test for: BGP-11 refuses.
in_execution if {
	lib.bgp
	lib.state == "B5"
	lib.state_allows_mode
	lib.recipient_kind == "DEPT"
}
