# METADATA
# title: Buiten het RIEC geldt de eigen wet
# description: >-
#   Participation changes no powers; sharing between two bodies outside the partnership must meet its own statute.
# custom:
#   id: WGS-29
#   act: WGS
#   article: WGS 1.2 lid 2 en 1.3 lid 4
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     A sector basis is a validated basis of the table that names the bilateral regime, and no general rule of AVG or
#     UAVG: a legal duty or public task (6 lid 1), compatible use (6 lid 4) and the exception to the ban on
#     criminal-offence data (UAVG 33) give nobody a power to provide. Speaks about data held outside the own gemeente;
#     what the gemeente gives is for the statute of those data. Base registers have no code in the table and stay
#     closed under this regime. Counts without persons need no basis of a sector (I).
#   title:
#     nl: Buiten het RIEC geldt de eigen wet
#     en: Outside the RIEC its own statute applies
#   text:
#     nl: >-
#       U vraagt rechtstreeks gegevens bij een andere organisatie. Meedoen in een RIEC geeft daar geen recht op. Er moet
#       een wet zijn die deze organisatie toestaat om u deze gegevens te geven.
#     en: >-
#       Data are asked directly from another organisation. Taking part in a RIEC gives no right to them. A statute must
#       allow that organisation to give you these data.
#   remedies: [SIGNAL_TO_RIEC, BIBOB_ADVICE, STATE_PURPOSE]
package norms.wgs.wgs_29

import data.lib

findings contains {"norm": "WGS-29", "effect": "deny"} if {
	input.inquiry.regime == "BILATERAL"
	not lib.impersonal
	not held_inside
	not lib.sector_basis
}

held_inside if data.facts.organs[lib.source.organ].kind == "MUNICIPAL"
