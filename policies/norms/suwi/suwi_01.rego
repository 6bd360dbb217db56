# METADATA
# title: Suwinet alleen voor werk en inkomen
# description: >-
#   The exchange through Suwinet is for tasks of the chain only; further disclosure is barred unless a statute obliges, and
#   the provider checks who is entitled.
# custom:
#   id: SUWI-01
#   act: Wet SUWI
#   article: Wet SUWI 62, Wet SUWI 64, Wet SUWI 74
#   tier: 1
#   certainty: V2
#   effect: deny
#   absence: null
#   inferred: >-
#     In a RIEC the UWV itself may bring these data in as participant (lift table); the gemeente does not use them again.
#     Carries the permit to work and income, the part of the gemeente that is entitled, because no other norm
#     is known for this path. A result of the RIEC may hold them where the UWV alone contributed them (I).
#   title:
#     nl: Suwinet alleen voor werk en inkomen
#     en: Suwinet only for work and income
#   text:
#     nl: >-
#       Gegevens uit Suwinet zijn er alleen voor de bijstand en de werknemersverzekeringen. Voor een ander doel mogen ze
#       niet worden gebruikt, ook niet om te zien of iemand bekend is.
#     en: >-
#       Data from Suwinet exist only for social assistance and employee insurance. They may not be used for another purpose,
#       not even to see whether somebody is known.
#   remedies: [OWN_RESEARCH, SIGNAL_TO_RIEC]
package norms.suwi.suwi_01

import data.lib

findings contains {"norm": "SUWI-01", "effect": "permit", "category": "C-SUWI"} if {
	"C-SUWI" in lib.categories
	"LB-SUWI62" in lib.bases
	input.inquiry.purpose == "P-BIJST"
	lib.assistance_department
	lib.own_task
	lib.outside_a_case
}

findings contains {"norm": "SUWI-01", "effect": "deny", "category": "C-SUWI"} if {
	"C-SUWI" in lib.categories
	not in_the_chain
	not brought_in_by_uwv
}

in_the_chain if input.inquiry.purpose in {"P-BIJST", "P-SUWI"}

brought_in_by_uwv if {
	lib.participant_source == "UWV"
	"C-SUWI" in lib.categories_in_open_phase
}

# In a result of the RIEC they came from there, and from nobody else.
brought_in_by_uwv if {
	lib.riec_result
	every field in lib.held_fields {
		of_uwv_alone(field)
	}
}

of_uwv_alone(field) if field.category != "C-SUWI"

of_uwv_alone(field) if lib.held_parts[field.part].contributors == ["UWV"]
