# METADATA
# title: Alleen voor het doel van het RIEC
# description: >-
#   A RIEC processes only for criminal, administrative or fiscal enforcement against organised crime; rights of
#   persons and audit stand beside it.
# custom:
#   id: WGS-01
#   act: WGS
#   article: WGS 2.17 en 1.6
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   title:
#     nl: Alleen voor het doel van het RIEC
#     en: Only for the purpose of the RIEC
#   text:
#     nl: >-
#       In een RIEC mag u alleen gegevens vragen voor de bestuursrechtelijke, strafrechtelijke of fiscale aanpak
#       van georganiseerde criminaliteit. Voor een ander doel geldt de wet die bij dat doel hoort.
#     en: >-
#       In a RIEC data may be asked only for administrative, criminal or fiscal enforcement against organised
#       crime. Another purpose follows its own statute.
#   remedies: [OWN_POWER, BIBOB_ADVICE]
package norms.wgs.wgs_01

import data.lib

findings contains {"norm": "WGS-01", "effect": "deny"} if {
	lib.wgs
	not input.inquiry.purpose in {"P-RIEC-B", "P-RIEC-S", "P-RIEC-F", "P-RECHT", "P-AUDIT"}
}
