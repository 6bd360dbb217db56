# METADATA
# title: Het signaal past bij het plan
# description: >-
#   A signal must fit the goal of the plan, organised undermining drug crime with an eye for what facilitates it, beside
#   the demands of the statute.
# custom:
#   id: MN-05
#   act: Werkafspraak
#   article: Actieplan Wie praat, die gaat 3.0, doel van het plan
#   tier: 4
#   certainty: I
#   effect: deny
#   absence: null
#   inferred: >-
#     The plan's forms of crime stand in the local settings, facilitating ones included. An organisation that names no
#     plan did not adopt this convention; a plan narrows what the statute lists and never adds to it (I).
#   title:
#     nl: Het signaal past bij het plan
#     en: The signal fits the plan
#   text:
#     nl: >-
#       In deze regio pakt het RIEC de vormen van criminaliteit aan die in het plan staan. Dit signaal gaat over iets
#       anders.
#     en: >-
#       In this region the RIEC takes on the forms of crime of the plan. This signal is about something else.
#   remedies: [STEERING_GROUP, OWN_POWER]
package norms.mn.mn_05

import data.lib

deny := {"norm": "MN-05", "effect": "deny"}

acts contains deny if {
	input.act.kind == "open"
	input.act.regime == "WGS"
	forms := lib.settings.plan.crimeForms
	not input.act.crimeForm in forms
}

findings contains deny if {
	lib.wgs
	lib.state
	forms := lib.settings.plan.crimeForms
	not input.case.crimeForm in forms
}
