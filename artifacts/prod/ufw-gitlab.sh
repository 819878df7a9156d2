# Rendered by cdk8s-fortress. Change the code, not this file.
# The firewall of gitlab; run it there, as root: sh ufw-gitlab.sh
set -eu
ufw --force reset
ufw default deny incoming
ufw default deny outgoing
ufw default deny routed
ufw allow in proto tcp from 192.168.32.0/24 to any port 22 comment 'SSH'
ufw allow in proto tcp from 192.168.32.0/24 to any port 443 comment 'GitLab, and the tunnel of its agent'
ufw allow in proto tcp from 192.168.32.0/24 to any port 5050 comment 'container registry, for nodes'
ufw allow out proto tcp from any to 192.168.32.128 port 6443 comment 'Kubernetes API server'
ufw allow out proto udp from any to any port 53 comment 'DNS'
ufw allow out proto tcp from any to any port 53 comment 'DNS, answers that are long'
ufw allow out proto tcp from any to any port 80 comment 'updates'
ufw allow out proto tcp from any to any port 443 comment 'updates, and audit records'
ufw --force enable
