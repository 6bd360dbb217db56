# METADATA
# title: Alles wordt vastgelegd, en het logboek is beschermd
# description: >-
#   Processing is logged; the log is used only for lawfulness and internal control, integrity and security, and
#   court.
# custom:
#   id: WGS-23
#   act: WGS
#   article: WGS 1.8 lid 4; BGS 1.12
#   tier: 1
#   certainty: V1
#   effect: obligation + deny
#   absence: null
#   title:
#     nl: Alles wordt vastgelegd, en het logboek is beschermd
#     en: Everything is logged, and the log is protected
#   text:
#     nl: >-
#       Elke verwerking in een RIEC wordt vastgelegd. Het logboek mag u alleen inzien voor controle of voor de
#       rechten van personen.
#     en: >-
#       All processing in a RIEC is logged. The log may be read only for control or for the rights of persons.
#   remedies: [LOG_PURPOSE]
package norms.wgs.wgs_23

import data.lib

findings contains {"norm": "WGS-23", "effect": "oblige", "obligation": "LOG"} if lib.wgs

acts contains {"norm": "WGS-23", "effect": "deny"} if {
	input.act.kind == "read"

	# Reading one's own case is no use of the log.
	input.act.resource in {"decisions", "decisions-by-subject", "decision", "export"}
	not input.act.purpose in {"P-AUDIT", "P-RECHT"}
}
