# METADATA
# title: Gegevens van de eerste fase (F1)
# description: After an accepted signal the involved participants may process the categories of the first phase.
# custom:
#   id: WGS-09
#   act: WGS
#   article: WGS 2.23 lid 6 onder a
#   tier: 1
#   certainty: V1
#   effect: permit
#   absence: null
#   inferred: >-
#     Speaks only about data that a participant holds, so that necessity (WGS-06) is always judged (I).
#   title:
#     nl: Gegevens van de eerste fase (F1)
#     en: Data of the first phase (F1)
#   text:
#     nl: >-
#       Na een aangenomen signaal mogen de betrokken deelnemers de gegevens van de eerste fase gebruiken. Dat mag
#       tot en met de interventies.
#     en: >-
#       After an accepted signal the involved participants may use the data of the first phase, up to and including
#       the interventions.
#   remedies: [WAIT_FOR_PHASE]
package norms.wgs.wgs_09

import data.lib

findings contains {"norm": "WGS-09", "effect": "permit", "category": category} if {
	lib.wgs
	lib.participant_source
	lib.recipient_kind == "PARTICIPANT"
	lib.caller_involved
	lib.state in {"R2", "R3", "R4", "R5"}
	lib.state_allows_mode
	some category in lib.categories_in_open_phase
	data.facts.categories[category].phase == "F1"
}
