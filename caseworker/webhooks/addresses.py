# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which addresses may be told: none inside the house's own networks, unless the installation allows it."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from caseworker.vocabulary.problems import Refused

Network = IPv4Network | IPv6Network
Place = IPv4Address | IPv6Address


class AddressRefused(Refused):
    """The address may not be told, or does not exist."""

    sentence = "The address cannot be used."


def places_of(address: str, allowed: Sequence[Network]) -> list[str]:
    """The IP addresses that the address leads to now; each may be connected to.

    Asked anew before every message, and the connection goes to what was checked, so that a name cannot be turned
    towards the inside between the check and the call. Raises AddressRefused for anything but https to a public
    address; in the `allowed` networks http is good enough.
    """
    parts = urlsplit(address)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise AddressRefused("The address is no address of a web server.", field="address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
        raise AddressRefused("The address is no address of a web server.", field="address")
    try:
        found = {info[4][0] for info in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise AddressRefused("There is no server at that address.", field="address") from error
    places = [_plain(ip_address(str(each).partition("%")[0])) for each in sorted(map(str, found))]
    inside = [place for place in places if not place.is_global or place.is_multicast]
    if any(not _within(place, allowed) for place in inside):
        raise AddressRefused("The address leads into a private network, which is not allowed here.", field="address")
    if parts.scheme == "http" and len(inside) < len(places):
        raise AddressRefused("The address must begin with https.", field="address")
    return [str(place) for place in places]


def _plain(place: Place) -> Place:
    """The IPv4 address that an IPv6 address may stand for."""
    return getattr(place, "ipv4_mapped", None) or place


def _within(place: Place, allowed: Sequence[Network]) -> bool:
    return any(place.version == network.version and place in network for network in allowed)
