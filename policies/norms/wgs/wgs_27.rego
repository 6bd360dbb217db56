# METADATA
# title: Geen geautomatiseerde analyse
# description: Automated data analysis only where a decree designates it; for a RIEC none does.
# custom:
#   id: WGS-27
#   act: WGS
#   article: WGS 1.9 en 2.18 lid 2; AVG 22
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   title:
#     nl: Geen geautomatiseerde analyse
#     en: No automated analysis
#   text:
#     nl: >-
#       Een computer mag in een RIEC niet zelf gegevens analyseren of mensen een score geven. Dat mag alleen als een
#       besluit dit aanwijst, en voor een RIEC is dat er niet.
#     en: >-
#       In a RIEC a machine may not analyse data or score people by itself. That is allowed only where a decree
#       designates it, and for a RIEC none does.
#   remedies: [ASK_FOR_A_CASE]
package norms.wgs.wgs_27

import data.lib

findings contains {"norm": "WGS-27", "effect": "deny"} if {
	lib.wgs
	input.inquiry.mode == "AUTO"
}

acts contains {"norm": "WGS-27", "effect": "deny"} if {
	lib.riec_processing
	input.act.processing.automated == true
}
