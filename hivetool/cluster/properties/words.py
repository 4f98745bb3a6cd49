"""The numbers of the cluster's enumerations and flags, with words of our own for what they mean.

Source: the Windows SDK's ClusAPI.h and ResApi.h unless a table says so.
"""

from __future__ import annotations

from .property import Words

NO_YES: Words = ((0, "no"), (1, "yes"))
OFF_ON: Words = ((0, "off"), (1, "on"))

STATES: Words = ((0, "offline"), (1, "online"))
"""PersistentState: what was last commanded (MS-CMRP 3.1.1.1.1)."""

MONITORS: Words = ((0, "shared RHS process"), (1, "RHS process of its own"))
RESTART_ACTIONS: Words = (
    (0, "do not restart"),
    (1, "restart, never fail over"),
    (2, "restart, then fail over"),
)
EMBEDDED_FAILURES: Words = ((0, "ignore"), (1, "log only"), (2, "recover"))
FAILBACK: Words = ((0, "prevented"), (1, "allowed"))
PRIORITIES: Words = ((0, "no automatic start"), (1000, "low"), (2000, "medium"), (3000, "high"))
COLD_STARTS: Words = ((0, "always start"), (1, "do not start"), (2, "start allowed"))
NETWORK_ROLES: Words = (
    (0, "not used by the cluster"),
    (1, "cluster only"),
    (2, "clients only, not supported"),
    (3, "cluster and clients"),
)
ACCESS_POINTS: Words = ((0, "none"), (1, "computer object"), (2, "DNS only"), (3, "computer object only"))
FLAGS: Words = ((1, "core"),)
"""CLUS_FLAGS."""

GROUP_TYPES: Words = (
    (1, "core cluster"),
    (2, "Available Storage"),
    (3, "temporary"),
    (4, "shared volume"),
    (5, "storage pool"),
    (100, "file server"),
    (101, "print server"),
    (102, "DHCP server"),
    (103, "DTC"),
    (104, "MSMQ"),
    (105, "WINS"),
    (106, "stand-alone DFS"),
    (107, "generic application"),
    (108, "generic service"),
    (109, "generic script"),
    (110, "iSNS"),
    (111, "virtual machine"),
    (112, "Remote Desktop broker"),
    (113, "iSCSI target"),
    (114, "scale-out file server"),
    (115, "replica broker"),
    (116, "task scheduler"),
    (117, "update agent"),
    (118, "scale-out cluster"),
    (119, "Storage Replica"),
    (120, "replica coordinator"),
    (121, "cross-cluster orchestrator"),
    (122, "infrastructure file server"),
    (123, "core SDDC"),
    (9999, "unknown"),
)
"""CLUSGROUP_TYPE."""

GROUP_STATUS: Words = (
    (0, "normal"),
    (0x1, "locked"),
    (0x2, "preempted"),
    (0x4, "queued for move"),
    (0x8, "lacks physical resources"),
    (0x10, "waiting to start"),
    (0x20, "embedded failure"),
    (0x40, "offline by anti-affinity"),
    (0x80, "network failure"),
    (0x100, "unmonitored"),
    (0x200, "heartbeat of the guest"),
    (0x400, "application ready"),
    (0x800, "offline, disk not local"),
    (0x1000, "waiting for dependencies"),
)
"""CLUSGRP_STATUS."""

RESOURCE_STATUS: Words = (
    (0, "normal"),
    (0x1, "locked"),
    (0x2, "embedded failure"),
    (0x4, "lacked processor"),
    (0x8, "lacked memory"),
    (0x10, "lacked another resource"),
    (0x20, "network failure"),
    (0x40, "unmonitored"),
    (0x80, "heartbeat of the guest"),
    (0x100, "application ready"),
    (0x200, "offline, disk not local"),
)
"""CLUSRES_STATUS."""

NODE_STATUS: Words = (
    (0, "normal"),
    (1, "isolated"),
    (2, "quarantined"),
    (4, "draining"),
    (8, "drained"),
    (16, "drain failed"),
    (32, "avoided by placement"),
)
"""CLUSTER_NODE_STATUS."""

DRAIN_STATUS: Words = ((0, "not drained"), (1, "draining"), (2, "drained"), (3, "drain failed"))

BALANCER_LEVELS: Words = ((1, "move at 80 % load"), (2, "move at 70 % load"), (3, "move at 60 % load"))
BALANCER_MODES: Words = ((0, "off"), (1, "when a node joins"), (2, "when a node joins and every 30 minutes"))
SECURITY_LEVELS: Words = ((0, "clear text"), (1, "signed"), (2, "encrypted"))
"""MSCS clusters-securitylevel has the words; the numbers are inferred from their order."""

HANG_ACTIONS: Words = (
    (0, "none"),
    (1, "log"),
    (2, "end the process"),
    (3, "bugcheck from NetFT"),
    (4, "bugcheck"),
    (5, "debug break"),
    (6, "live dump, then end the process"),
)
RESILIENCY_LEVELS: Words = ((1, "isolate on special heartbeat"), (2, "always isolate"))
READ_WRITE_MODES: Words = (
    (0, "every node"),
    (1, "majority writes, majority reads"),
    (2, "majority writes, local reads"),
)
CACHE_STATES: Words = ((0, "disabled"), (1, "read-only"), (2, "read and write"))
"""MSCS dasmodecachedesiredstate has 0 and 2; the word for 1 is inferred."""

RULE_TYPES: Words = (
    (0, "none"),
    (1, "same fault domain"),
    (2, "same node"),
    (3, "different fault domain"),
    (4, "different node"),
)
"""CLUS_AFFINITY_RULE_TYPE."""

FAULT_DOMAIN_TYPES: Words = ((1000, "site"), (2000, "rack"), (3000, "chassis"), (4000, "node"))
"""WS2022 review."""

OFFLINE_ACTIONS: Words = ((0, "turn off"), (1, "save"), (2, "shut down"), (3, "shut down by force"))
SHUTDOWN_ACTIONS: Words = ((0, "take the resource offline"), (1, "fail the resource"))
MIGRATION_STATES: Words = (
    (0, "none"),
    (1, "setting up"),
    (2, "moving data"),
    (3, "moving"),
    (4, "cancelled"),
    (5, "failed"),
)
MIGRATION_FAILURES: Words = ((0, "none"), (0x80004005, "failed"), (0x800700AA, "busy"))
MOVE_TYPES: Words = ((0, "turn off"), (1, "save"), (2, "shut down"), (3, "shut down by force"), (4, "live migration"))
"""VM_RESDLL_CONTEXT."""

VM_STATES: Words = (
    (0, "unknown"),
    (2, "running"),
    (3, "off"),
    (32768, "paused"),
    (32769, "saved"),
    (32770, "starting"),
    (32773, "saving"),
    (32774, "stopping"),
    (32776, "pausing"),
    (32777, "resuming"),
)
"""MSCS virtual-machines-vmstate."""

PARTITION_STYLES: Words = ((0, "MBR"), (1, "GPT"), (5000, "not recognized"))
CHKDSK_MODES: Words = (
    (0, "dirty bit and normal check, repair"),
    (1, "dirty bit and thorough check, repair"),
    (2, "chkdsk at every mount"),
    (3, "dirty bit and normal check, no repair"),
    (4, "no check"),
    (5, "dirty bit and thorough check, stay offline"),
)
MAINTENANCE_MODES: Words = (
    (0, "none"),
    (1, "health checks ignored"),
    (2, "taken offline underneath"),
    (3, "given up by the cluster"),
)
WRITE_THROUGH: Words = (
    (0, "not added"),
    (1, "direct I/O"),
    (2, "direct I/O and VDI"),
    (3, "direct I/O, VDI and files"),
)
DISK_HEALTH: Words = ((0, "unknown"), (1, "unhealthy"), (2, "warning"), (3, "healthy"), (4, "largest value"))
PROVISIONING: Words = ((0, "unknown"), (1, "thin"), (2, "fixed"), (3, "largest value"))
RESILIENCY_TYPES: Words = ((0, "unknown"), (1, "simple"), (2, "mirror"), (3, "parity"), (4, "largest value"))
NETBIOS: Words = ((0, "off"), (1, "on"), (2, "as the adapter"))
