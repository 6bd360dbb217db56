# METADATA
# title: Alleen vormen van criminaliteit die de regio koos
# description: >-
#   Covenant cooperation is for the listed forms of crime and those which the regional steering group chose.
# custom:
#   id: RIEC-01
#   act: RIEC-convenant
#   article: Convenant 2014, titel en doel
#   tier: 4
#   certainty: V3
#   effect: deny
#   absence: null
#   inferred: >-
#     The forms of the region stand in the local settings of the organisation. A case without a form, and an
#     organisation without settings, refuse (I).
#   title:
#     nl: Alleen vormen van criminaliteit die de regio koos
#     en: Only forms of crime that the region chose
#   text:
#     nl: >-
#       Een RIEC werkt alleen aan de vormen van criminaliteit die de regio heeft gekozen. De vorm van deze zaak hoort
#       daar niet bij, of is niet vastgelegd.
#     en: >-
#       A RIEC works only on the forms of crime that the region chose. The form of this case is not among them, or is
#       not recorded.
#   remedies: [STEERING_GROUP, OWN_POWER]
package norms.riec.riec_01

import data.lib

findings contains {"norm": "RIEC-01", "effect": "deny"} if {
	lib.wgs
	not chosen
}

chosen if input.case.crimeForm in lib.settings.crimeForms
