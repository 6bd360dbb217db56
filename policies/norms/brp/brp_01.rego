# METADATA
# title: BRP-gegevens voor de eigen taak
# description: Municipal organs get population register data only as far as necessary for their own task.
# custom:
#   id: BRP-01
#   act: Wet BRP
#   article: Wet BRP 3.8
#   tier: 1
#   certainty: V2
#   effect: permit / deny
#   absence: null
#   inferred: >-
#     The reasoned grounds of the asker suffice for necessity here. The permit holds only without a case under MONO
#     or BILATERAL, or in states B3, B4 and B5 of the municipal track, so that naming another regime opens nothing.
#     It is about what the register provides, not about what somebody holds already (I).
#   title:
#     nl: BRP-gegevens voor de eigen taak
#     en: Population register data for one’s own task
#   text:
#     nl: >-
#       Een gemeentelijk bestuursorgaan krijgt BRP-gegevens alleen voor zover dat nodig is voor zijn eigen taak. Noem
#       de taak en leg uit waarom het nodig is.
#     en: >-
#       A municipal organ gets population register data only as far as needed for its own task. Name the task and
#       explain the need.
#   remedies: [STATE_PURPOSE]
package norms.brp.brp_01

import data.lib

findings contains {"norm": "BRP-01", "effect": "permit", "category": category} if {
	some category in lib.brp_categories
	lib.recipient_kind == "DEPT"
	necessary_for_own_task
	lib.regime_fits_purpose
	place
}

findings contains {"norm": "BRP-01", "effect": "deny", "category": category} if {
	some category in lib.brp_categories
	lib.recipient_kind == "DEPT"
	not necessary_for_own_task
}

necessary_for_own_task if {
	lib.caller_holds_task
	lib.recipient_holds_task
	input.inquiry.reasoned.necessity == true
}

# Outside a case only about somebody, never in bulk (Wet BRP 3.2); on the municipal track only where its states allow.
place if lib.outside_a_case

place if lib.on_the_municipal_track
