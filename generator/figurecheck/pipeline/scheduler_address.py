"""The address of a Dask scheduler, checked before a connection is tried.

A client of the library fails half made where its address cannot be used: it prints a stack when it is thrown away, and
waits half a minute for its own end.
"""

from figurecheck.errors import ClusterError, UsageError

_REMEDY = "give the address that the scheduler prints at its start, as tcp://HOST:8786"
_PORTS = range(1, 65536)


def require_address(address: str) -> None:
    """Raise UsageError unless ``address`` names a machine and a port by a protocol that can be spoken from here.

    Raises ClusterError where the package for clusters is not installed.
    """
    try:
        import distributed  # noqa: F401
    except ImportError as problem:
        raise ClusterError("asked for a Dask cluster; distributed is not installed: figurecheck[cluster]") from problem
    host, port = _host_and_port(address)
    if not host or port not in _PORTS or not address.isascii() or any(map(str.isspace, address)):
        raise UsageError(f"asked the scheduler {address!r} to work; found no machine and port; {_REMEDY}")
    if _lacks_certificates(address):
        raise UsageError(
            f"asked the scheduler {address!r} to work; found no certificates to reach it by TLS; name them in Dask's "
            "configuration (distributed.comm.tls)"
        )


def _host_and_port(address: str) -> tuple[str, int]:
    """Both as the library reads them; an empty name where it reads none, as of one for threads of one process."""
    from distributed.comm.addressing import get_address_host_port

    try:
        host, port = get_address_host_port(address)
    except ValueError:
        return "", 0
    return host, port


def _lacks_certificates(address: str) -> bool:
    """Whether a connection by TLS is asked for that Dask's configuration says nothing of."""
    import dask.config
    from distributed.comm.addressing import parse_address
    from distributed.security import Security

    protocol, _ = parse_address(address)
    if protocol != "tls" or dask.config.get("distributed.client.security-loader", None):
        return False
    return Security().get_connection_args("client").get("ssl_context") is None
