# METADATA
# title: Bibob-gegevens alleen voor wie de wet noemt
# description: Data obtained under the Bibob, advice and own investigation alike, are secret; only addressees named in the act receive them.
# custom:
#   id: BIB-01
#   act: Wet Bibob
#   article: Wet Bibob 28 lid 1 en 2, Wet Bibob 30 lid 6
#   tier: 1
#   certainty: V2
#   effect: deny
#   absence: null
#   inferred: >-
#     The addressees are the department that coordinates the assessment, participants of a RIEC that support it (BIB-02),
#     the driehoek and, under the rule of 2022, another authority (BIB-03), each for the assessment itself. Carries the
#     permit for that department, because no other norm is known for this path (I).
#   title:
#     nl: Bibob-gegevens alleen voor wie de wet noemt
#     en: Bibob data only for whom the act names
#   text:
#     nl: >-
#       Gegevens uit een Bibob-onderzoek en Bibob-adviezen zijn geheim. Alleen de Bibob-coördinatie en wie de wet verder
#       noemt, krijgen ze, en alleen voor de integriteitsbeoordeling.
#     en: >-
#       Data of a Bibob investigation and Bibob advice are secret. Only the Bibob coordination and whom else the act names
#       receive them, and only for the integrity assessment.
#   remedies: [BIBOB_ADVICE, OWN_RESEARCH]
package norms.bib.bib_01

import data.lib

findings contains {"norm": "BIB-01", "effect": "permit", "category": category} if {
	some category in lib.bibob_categories
	lib.bibob_within
	lib.own_task
	lib.single_question
}

findings contains {"norm": "BIB-01", "effect": "deny", "category": category} if {
	some category in lib.bibob_categories
	not named_in_the_act
}

named_in_the_act if lib.bibob_within

named_in_the_act if lib.bibob_support

named_in_the_act if lib.bibob_motivation

named_in_the_act if lib.bibob_exchange
