# METADATA
# title: Bronnen bevragen (privacycheck 1)
# description: >-
#   The privacy officer decides per source which may be asked, testing basis, compatibility, necessity,
#   proportionality and subsidiarity.
# custom:
#   id: BGP-05
#   act: BGP
#   article: Modelprotocol binnengemeentelijke gegevensdeling, stap 3, privacycheck 1
#   tier: 3
#   certainty: V3
#   effect: needs approval
#   absence: review
#   inferred: >-
#     Carries the permit for state B3, because no other norm is known for this path, and refuses before B3
#     and without a case, because the table of states is closed. Information is
#     gathered from source research on: intake and weighing read the signal (I).
#   title:
#     nl: Bronnen bevragen (privacycheck 1)
#     en: Asking sources (privacy check 1)
#   text:
#     nl: >-
#       Bronnen mag u pas bevragen in de fase bronnenonderzoek, en alleen als de privacyfunctionaris die bron heeft
#       getoetst (privacycheck 1).
#     en: >-
#       Sources may be asked only in the phase of source research, and only if the privacy officer has tested that
#       source (privacy check 1).
#   remedies: [NAME_CASE, ASK_PRIVACY_CHECK, MOVE_CASE]
package norms.bgp.bgp_05

import data.lib

findings contains {"norm": "BGP-05", "effect": "permit"} if {
	source_research
	lib.state_allows_mode
}

findings contains {
	"norm": "BGP-05",
	"effect": "require",
	"attestation": "PC1",
	"scope": {"source": input.inquiry.source},
} if {
	source_research
	not ["PC1", null] in lib.met
}

findings contains {"norm": "BGP-05", "effect": "deny"} if {
	source_research
	["PC1", null] in lib.refused
}

# States are closed: before source research, or outside a case of this track, nothing may be asked.
findings contains {"norm": "BGP-05", "effect": "deny"} if {
	lib.bgp
	not lib.state
}

findings contains {"norm": "BGP-05", "effect": "deny"} if {
	lib.bgp
	lib.state in {"B1", "B2"}
}

# Information is gathered from source research on.
acts contains {"norm": "BGP-05", "effect": "deny"} if {
	lib.entering
	input.case.regime == "BGP"
	input.case.state in {"B1", "B2"}
}

source_research if {
	lib.bgp
	lib.state == "B3"
}
