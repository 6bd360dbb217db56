# METADATA
# title: Convenant met de Belastingdienst
# description: >-
#   On request the tax administration may give named authorities what effective integral enforcement needs, if a
#   covenant with them exists.
# custom:
#   id: AWR-02
#   act: AWR
#   article: Uitvoeringsregeling AWR 43c lid 1 onder m en lid 2
#   tier: 2
#   certainty: V2
#   effect: deny
#   absence: deny
#   inferred: >-
#     Carries the permit when the covenant exists, because no other norm is known for this path; integral
#     enforcement is read as supervision and administrative enforcement (I).
#   title:
#     nl: Convenant met de Belastingdienst
#     en: Covenant with the tax administration
#   text:
#     nl: >-
#       Buiten het RIEC mag de Belastingdienst alleen gegevens geven voor gezamenlijke handhaving, en alleen als
#       daarover een convenant bestaat.
#     en: >-
#       Outside the RIEC the tax administration may give data only for integral enforcement, and only if a covenant
#       exists.
#   remedies: [RIEC_COVENANT, SIGNAL_TO_RIEC]
package norms.awr.awr_02

import data.lib

findings contains {"norm": "AWR-02", "effect": "permit"} if {
	asked_bilaterally
	under_the_covenant
}

findings contains {"norm": "AWR-02", "effect": "deny"} if {
	asked_bilaterally
	not under_the_covenant
}

asked_bilaterally if {
	input.inquiry.regime == "BILATERAL"
	lib.from_tax_administration
}

under_the_covenant if {
	"LB-AWR43CM" in lib.bases
	input.inquiry.purpose in {"P-TOEZ", "P-HAND"}
	input.inquiry.recipient.organ in {"BGM", "COL", "POL", "OM", "UWV", "SVB", "NLA", "KMAR", "PROV"}
	input.inquiry.mode in {"DETAIL", "HITNOHIT"}
}
