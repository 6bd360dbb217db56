# METADATA
# title: Alleen de drie werkzaamheden van het RIEC
# description: A RIEC has three activities only, on enforcement bottlenecks, in case conferences and by scans.
# custom:
#   id: WGS-02
#   act: WGS
#   article: WGS 2.18 lid 1
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   title:
#     nl: Alleen de drie werkzaamheden van het RIEC
#     en: Only the three activities of the RIEC
#   text:
#     nl: >-
#       Een RIEC werkt alleen aan handhavingsknelpunten, casusoverleg en gebiedsscans of thematische scans. Voor
#       deze zaak is geen van die drie vastgelegd.
#     en: >-
#       A RIEC works only on enforcement bottlenecks, case conferences and area or thematic scans. None of these is
#       recorded for this case.
#   remedies: [SIGNAL_TO_RIEC]
package norms.wgs.wgs_02

import data.lib

findings contains {"norm": "WGS-02", "effect": "deny"} if {
	lib.wgs
	not listed
}

# Asked positively: a case without an activity, or no case at all, refuses too.
listed if input.case.activity in {"KNELPUNT", "CASUS", "SCAN"}
