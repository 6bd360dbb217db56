# METADATA
# title: Integriteitsbeoordeling hoort bij de Wet Bibob
# description: >-
#   An integrity assessment is no purpose of the WGS; what a RIEC contributes to it runs through the Wet Bibob.
# custom:
#   id: RIEC-04
#   act: RIEC-convenant
#   article: WGS 2.17 tegenover het doel van het convenant
#   tier: 1
#   certainty: I
#   effect: deny
#   absence: null
#   inferred: >-
#     The covenant names integrity assessments as a goal; WGS 2.17 does not, and the statute goes first (I).
#   title:
#     nl: Integriteitsbeoordeling hoort bij de Wet Bibob
#     en: Integrity assessment belongs to the Wet Bibob
#   text:
#     nl: >-
#       Een Bibob-onderzoek is geen doel van een RIEC. Stel deze vraag onder de Wet Bibob.
#     en: >-
#       An integrity assessment is no purpose of a RIEC. Ask this question under the Wet Bibob.
#   remedies: [BIBOB_ADVICE]
package norms.riec.riec_04

import data.lib

findings contains {"norm": "RIEC-04", "effect": "deny"} if {
	lib.wgs
	input.inquiry.purpose == "P-BIBOB"
}
