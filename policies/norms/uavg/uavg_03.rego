# METADATA
# title: Het BSN alleen op grond van een wet
# description: An identification number only for executing the act concerned or for purposes set by law.
# custom:
#   id: UAVG-03
#   act: UAVG
#   article: UAVG 46
#   tier: 1
#   certainty: V2
#   effect: mask
#   absence: null
#   inferred: >-
#     A basis for the number is a task of the authority that receives it (Wabb 10), or the purpose of a RIEC for its
#     participants (WGS 2.21). Who asks for somebody else, or without a task, has none (I).
#   title:
#     nl: Het BSN alleen op grond van een wet
#     en: The citizen service number only under a statute
#   text:
#     nl: >-
#       Het burgerservicenummer gaat alleen naar een overheid die het nodig heeft voor een eigen taak. Anders blijft het
#       achter; de rest van de gegevens kan wel gaan.
#     en: >-
#       The citizen service number goes only to an authority that needs it for a task of its own. Otherwise it stays behind;
#       the other data may still go.
#   remedies: [ASK_FEWER_FIELDS, STATE_PURPOSE]
package norms.uavg.uavg_03

import data.lib

findings contains {"norm": "UAVG-03", "effect": "treat", "treatment": "withhold", "fields": names} if {
	names := sort(lib.fields_by_flag.BSN)
	not has_basis_for_the_number
}

has_basis_for_the_number if lib.own_task

has_basis_for_the_number if {
	lib.wgs
	lib.recipient_kind == "PARTICIPANT"
	lib.regime_fits_purpose
}

has_basis_for_the_number if {
	not lib.wgs
	lib.recipient_kind in {"PARTICIPANT", "THIRD_PUBLIC"}
	input.inquiry.recipient.organ in lib.task.organs
	lib.purpose_fits_task
	lib.regime_fits_purpose
}
