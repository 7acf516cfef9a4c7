"""What stands in front of the workers: a configuration for nginx, and a unit for systemd."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from urllib.parse import urlsplit

from ciwidgets.errors import CiwidgetsError
from ciwidgets.serving.reach import base_path, checked_url, is_loopback

_NGINX = """\
# Printed by `ciwidgets proxy --nginx`: {workers} of the workbooks behind one address.
# Save it as /etc/nginx/conf.d/ciwidgets.conf, then: nginx -t && systemctl reload nginx
# An open page holds two connections: raise `worker_connections` in nginx.conf to 4096, since
# Debian's 768 is enough for some 350 pages.

# A visitor stays with the worker that has their pages: the cookie's value chooses it.
map $cookie_ciwidgets_worker $ciwidgets_key {{
    ""      $request_id;
    default $cookie_ciwidgets_worker;
}}
map $cookie_ciwidgets_worker $ciwidgets_cookie {{
    ""      "ciwidgets_worker=$request_id; Path={base_url}; HttpOnly; SameSite=Lax";
    default "";
}}
map $http_upgrade $ciwidgets_connection {{
    ""      "";
    default upgrade;
}}
# No addresses, paths or queries: a path can hold a page's secret id, or a code typed by mistake.
log_format ciwidgets '$time_iso8601 $request_method $status $request_time s $body_bytes_sent B';

upstream ciwidgets {{
    hash $ciwidgets_key consistent;
{servers}
    keepalive 64;
}}

server {{
    listen {listen};{tls}
    server_name {name};
    server_tokens off;
    access_log {logs}/ciwidgets.log ciwidgets;
    # Below "crit" nginx writes whole requests into its log.
    error_log {logs}/ciwidgets-error.log crit;
    client_max_body_size 4m;
    gzip off;  # the workers compress what they send

    location {base_url} {{
        proxy_pass http://ciwidgets;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $ciwidgets_connection;
        proxy_buffering off;        # a page comes piece by piece
        proxy_connect_timeout 3s;
        proxy_read_timeout 120s;    # an open page is asked every 15 s whether it is still there
        proxy_send_timeout 120s;
        proxy_next_upstream off;    # another worker has not the visitor's pages
        add_header Set-Cookie $ciwidgets_cookie always;
        error_page 502 504 = @moment;
    }}
    location @moment {{
        internal;
        default_type "text/html; charset=utf-8";
        add_header Cache-Control no-store always;
        return 503 '{moment}';
    }}
}}
"""
_MOMENT = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta http-equiv="refresh" content="3"><title>One moment</title></head><body>'
    "<h1>One moment</h1><p>The forum starts again and opens here by itself. "
    "What was saved is safe.</p></body></html>"
)
_TLS = """
    # For https: `listen 443 ssl;` instead, with your certificate:
    # ssl_certificate     /etc/ssl/forum.pem;
    # ssl_certificate_key /etc/ssl/forum.key;"""
_TLS_ON = """
    ssl_certificate     /etc/ssl/forum.pem;      # your certificate and its key
    ssl_certificate_key /etc/ssl/forum.key;"""

_SYSTEMD = """\
# Printed by `ciwidgets proxy --systemd`.
# Save it as /etc/systemd/system/ciwidgets.service. Make the user, and the file with the store's
# address, which only root may read because it can hold a password:
#   useradd --system --home-dir /var/lib/ciwidgets ciwidgets
#   install -m 600 /dev/null /etc/ciwidgets.env
#   echo 'CIWIDGETS_STORE={store}' >> /etc/ciwidgets.env
# Then: systemctl daemon-reload && systemctl enable --now ciwidgets
[Unit]
Description=ciwidgets, the workbooks of a forum
After=network-online.target postgresql.service
Wants=network-online.target

[Service]
Type=exec
User=ciwidgets
Group=ciwidgets
StateDirectory=ciwidgets
WorkingDirectory=/var/lib/ciwidgets
EnvironmentFile=/etc/ciwidgets.env
ExecStart={command}
Restart=always
RestartSec=2
KillMode=mixed
TimeoutStopSec=20
LimitNOFILE=65536
TasksMax=8192

# When memory runs short a single page goes, and loads itself again; the server stays.
OOMScoreAdjust=-500
OOMPolicy=continue
MemoryHigh=75%
MemoryMax=85%

# It needs its own folder, the network and nothing else of the machine.
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome={protect_home}
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
UMask=0077
{egress}
[Install]
WantedBy=multi-user.target
"""
_EGRESS = """\
# Behind a proxy on this machine nothing else has to be reached. A store on another machine does:
# add its address with another IPAddressAllow line.
IPAddressDeny=any
IPAddressAllow=localhost
"""


def nginx(
    *,
    host: str,
    port: int,
    workers: int,
    base_url: str,
    public_url: str,
    logs: str = "/var/log/nginx",
) -> str:
    """Return nginx's configuration for the workers at ``port`` and those after it.

    Raises:
        CiwidgetsError: where ``public_url`` is no address people could open.
    """
    if not public_url:
        raise CiwidgetsError(
            "nginx has to know the address people use: add --public-url, such as "
            "https://forum.example.org/."
        )
    public = urlsplit(checked_url(public_url))
    is_https = public.scheme == "https"
    address = public.port or (443 if is_https else 80)
    here = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  # only compared
    here = f"[{here}]" if ":" in here else here
    servers = [f"    server {here}:{port + number} max_fails=0;" for number in range(workers)]
    return _NGINX.format(
        workers="one worker" if workers == 1 else f"{workers} workers",
        base_url=base_path(base_url),
        servers="\n".join(servers),
        listen=f"{address} ssl" if is_https else address,
        tls=_TLS_ON if is_https else _TLS,
        name=public.hostname,
        logs=logs,
        moment=_MOMENT,
    )


def systemd(*, host: str, port: int, workers: int, base_url: str, public_url: str) -> str:
    """Return a systemd unit that serves with the ciwidgets command of this environment."""
    command = Path(sys.executable).with_name("ciwidgets")
    words = [str(command), "serve", "--host", host, "--port", str(port)]
    words += ["--workers", str(workers)] if workers > 1 else []
    words += ["--base-url", base_path(base_url)] if base_path(base_url) != "/" else []
    words += ["--public-url", public_url] if public_url else []
    in_a_home = command.is_relative_to("/home") or command.is_relative_to("/root")
    file = "sqlite:////var/lib/ciwidgets/forum.db"
    return _SYSTEMD.format(
        command=shlex.join(words).replace("%", "%%"),
        store="postgresql+psycopg://ciwidgets@/ciwidgets" if workers > 1 else file,
        protect_home="read-only" if in_a_home else "yes",
        egress=_EGRESS if is_loopback(host) else "",
    )
