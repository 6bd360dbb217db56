# METADATA
# title: Gebruik voor een ander doel
# description: >-
#   Use for another purpose than the data were collected for needs a statute or a recorded compatibility test.
# custom:
#   id: AVG-03
#   act: AVG
#   article: AVG 5 lid 1 onder b, AVG 6 lid 4
#   tier: 1
#   certainty: U1
#   effect: deny
#   absence: deny
#   inferred: >-
#     Under the WGS the statute is WGS 1.5, for population data Wet BRP 3.5 and 3.8. On the municipal track privacy
#     check 1, 2A or 2B contains the compatibility test; while it is absent BGP-05, BGP-09 or BGP-10 speaks.
#     Information that is held is measured part by part, by the purposes it was received for (I).
#   title:
#     nl: Gebruik voor een ander doel
#     en: Use for another purpose
#   text:
#     nl: >-
#       Deze gegevens zijn voor een ander doel verzameld. Dan is een wet nodig, of een vastgelegde toets waaruit
#       blijkt dat het nieuwe doel past bij het oude.
#     en: >-
#       These data were collected for another purpose. That takes a statute, or a recorded test showing that the new
#       purpose is compatible with the old one.
#   remedies: [COMPATIBILITY_TEST]
package norms.avg.avg_03

import data.lib

findings contains {"norm": "AVG-03", "effect": "deny", "category": category} if {
	lib.other_purpose
	not lib.names_holding
	not lib.bgp
	not lib.wgs
	some category in needing_a_test
	not category in by_statute
	not ["COMPATIBILITY", null] in lib.upheld
}

# Of what is held, each part that was received for other purposes.
findings contains {"norm": "AVG-03", "effect": "deny", "fields": names} if {
	not lib.bgp
	not lib.wgs
	not ["COMPATIBILITY", null] in lib.upheld
	names := lib.asked_of(received_elsewhere)
	count(names) > 0
}

received_elsewhere := {name |
	some name, part in lib.asked_parts
	not input.inquiry.purpose in part.receivedFor
	not part.category in (by_statute | {"C-AGG"})
}

findings contains {"norm": "AVG-03", "effect": "deny", "category": category} if {
	lib.other_purpose
	lib.bgp
	some category in needing_a_test
	some pair in incompatible
	pair[0] == check_of_state[lib.state]
	pair[1] in {null, category}
}

# Wet BRP 3.5 and 3.8 are the statute for the population register; counts are no personal data.
needing_a_test := lib.categories - (lib.brp_categories | {"C-AGG"})

# A statute that speaks about these very data carries their use; an exception to a ban does not.
by_statute contains category if {
	some code in lib.bases
	not code in {"LB-9G", "LB-UAVG33"}
	some category in data.facts.legal_bases[code].categories
}

# On the municipal track the privacy check of the state carries the test.
check_of_state := {"B3": "PC1", "B4": "PC2A", "B5": "PC2B"}

incompatible contains [attestation.type, attestation.scope.category] if {
	some attestation in lib.counts
	attestation.outcome == "refused"
}

incompatible contains [attestation.type, attestation.scope.category] if {
	some attestation in lib.counts
	object.get(attestation.details, "compatibility", false) != true
}
