# METADATA
# title: Gegevens voor afgesproken interventies
# description: >-
#   The participants may agree interventions, and process what is needed to carry them out.
# custom:
#   id: WGS-15
#   act: WGS
#   article: WGS 2.23 lid 7
#   tier: 1
#   certainty: V1
#   effect: permit
#   absence: review
#   inferred: >-
#     The table of states gives R5 the data needed for agreed interventions, so in R5 a question waits until one is agreed
#     for who asks and for who receives, beside the necessity of WGS-06. It opens nothing that WGS-06 does not open:
#     data of participants, for participants, in the phases of the state (I).
#   title:
#     nl: Gegevens voor afgesproken interventies
#     en: Data for agreed interventions
#   text:
#     nl: >-
#       Zijn er interventies afgesproken, dan mag wie ze uitvoert de gegevens gebruiken die daarvoor nodig zijn. Eerst
#       moet zijn vastgelegd dat uw organisatie een interventie uitvoert.
#     en: >-
#       Once interventions are agreed, who carries them out may use the data they need. It must first be recorded that
#       your organisation carries one out.
#   remedies: [AGREE_INTERVENTION]
package norms.wgs.wgs_15

import data.lib

findings contains {"norm": "WGS-15", "effect": "permit", "category": category} if {
	asked_for_interventions
	some category in lib.categories_in_open_phase
}

findings contains {
	"norm": "WGS-15",
	"effect": "require",
	"attestation": "INTERVENTION",
	"scope": {"organ": organ},
} if {
	asked_for_interventions
	count(lib.categories_in_open_phase) > 0
	some organ in (carrying_out - with_verdict("met"))
}

findings contains {"norm": "WGS-15", "effect": "deny"} if {
	lib.wgs
	lib.state == "R5"
	count(carrying_out & with_verdict("refused")) > 0
}

asked_for_interventions if {
	lib.wgs
	lib.state == "R5"
	lib.state_allows_mode
	lib.participant_source
	lib.caller_involved
	lib.recipient_kind == "PARTICIPANT"
}

# Naming somebody else as recipient carries nothing out.
carrying_out contains lib.participant_caller

carrying_out contains data.facts.organs[input.inquiry.recipient.organ].participantAs

with_verdict(verdict) := object.get(lib.interventions, verdict, set())
